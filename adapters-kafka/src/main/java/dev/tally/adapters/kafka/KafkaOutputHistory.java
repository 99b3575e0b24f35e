package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RowVersion;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Row versions as record headers, and commits in the offsets of the job's consumer group. */
final class KafkaOutputHistory implements OutputHistory {

  private static final Duration POLLS_FOR = Duration.ofMillis(500);

  // Commits come every second or so, for as long as the process lives: one conversation for all.
  private final Map<Cluster, AdminSession> noting = new ConcurrentHashMap<>();

  /** Returns the version that a record's header names. */
  static Optional<RowVersion> versionOf(ConsumerRecord<?, ?> row) {
    Header header = row.headers().lastHeader(RowVersion.HEADER);
    return header == null ? Optional.empty() : RowVersion.ofBytes(header.value());
  }

  @Override
  public long newLife() {
    return UUID.randomUUID().getMostSignificantBits();
  }

  @Override
  public boolean hasRows(TopicOutput<?> output) {
    if (isEmpty(output.cluster(), output.topic())) {
      return false;
    }
    try (KafkaTableReader reader = KafkaTableReader.open(output.cluster(), output.topic())) {
      while (!reader.isAtEnd()) {
        if (reader.poll(POLLS_FOR, (key, value) -> {}) > 0) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isEmpty(Cluster cluster, String topic) {
    try (AdminSession session = AdminSession.open(cluster)) {
      TopicCensus census = new TopicCensus(session);
      OptionalInt partitions = census.partitions(topic);
      return partitions.isPresent() && census.isEmpty(topic, partitions.getAsInt());
    }
  }

  @Override
  public Optional<JobCommit> lastCommit(String job, TopicInput<?> input, TopicOutput<?> output) {
    String group = StateTopic.identity(job, output.topic());
    try (AdminSession session = AdminSession.open(output.cluster())) {
      var answer =
          session
              .admin()
              .listConsumerGroupOffsets(
                  Map.of(group, new ListConsumerGroupOffsetsSpec()),
                  new ListConsumerGroupOffsetsOptions().requireStable(true));
      Map<TopicPartition, OffsetAndMetadata> offsets =
          session.await(
              "read the offsets of consumer group " + group,
              answer.partitionsToOffsetAndMetadata(group));
      return CommitMetadata.commitIn(input.topic(), offsets);
    }
  }

  @Override
  public void note(String job, TopicInput<?> input, TopicOutput<?> output, JobCommit commit) {
    String group = StateTopic.identity(job, output.topic());
    AdminSession session = noting.computeIfAbsent(output.cluster(), AdminSession::open);
    try {
      session.await(
          "commit the offsets of consumer group " + group,
          session
              .admin()
              .alterConsumerGroupOffsets(group, CommitMetadata.offsets(input.topic(), commit))
              .all());
    } catch (RuntimeException e) {
      if (noting.remove(output.cluster(), session)) {
        session.close();
      }
      throw e;
    }
  }

  @Override
  public void forget(String job, TopicInput<?> input, TopicOutput<?> output) {
    ConsumerGroups.forget(output.cluster(), StateTopic.identity(job, output.topic()));
  }

  @Override
  public void readRows(TopicOutput<?> output, RowHandler handler) {
    try (KafkaTableReader reader = KafkaTableReader.open(output.cluster(), output.topic())) {
      while (!reader.isAtEnd()) {
        for (ConsumerRecord<byte[], byte[]> row : reader.pollRecords(POLLS_FOR)) {
          if (row.key() != null) {
            handler.accept(row.key(), row.value(), versionOf(row));
          }
        }
      }
    }
  }
}
