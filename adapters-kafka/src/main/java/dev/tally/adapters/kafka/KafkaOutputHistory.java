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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

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
      return partitions.isPresent() && census.writtenEnds(topic, partitions.getAsInt()).isEmpty();
    }
  }

  @Override
  public Optional<JobCommit> lastCommit(String job, TopicInput<?> input, TopicOutput<?> output) {
    String group = StateTopic.identity(job, output.topic());
    try (AdminSession session = AdminSession.open(output.cluster())) {
      Set<TopicPartition> partitions = partitionsOf(input);
      // Only partitions asked for by name are missing in the answer while a transaction ends.
      if (!offsets(session, group, partitions).keySet().containsAll(partitions)) {
        awaitEndOfTransaction(output.cluster(), group, partitions);
      }
      return CommitMetadata.commitIn(input.topic(), offsets(session, group, null));
    }
  }

  private static Set<TopicPartition> partitionsOf(TopicInput<?> input) {
    try (AdminSession session = AdminSession.open(input.cluster())) {
      int count = new TopicCensus(session).partitions(input.topic()).orElse(0);
      return TopicCensus.partitionsOf(input.topic(), count);
    }
  }

  /**
   * Returns the offsets of some partitions, null where none was committed, or of all that have one.
   */
  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      AdminSession session, String group, @Nullable Set<TopicPartition> partitions) {
    var answer =
        session
            .admin()
            .listConsumerGroupOffsets(
                Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                new ListConsumerGroupOffsetsOptions().requireStable(true));
    return session.await(
        "read the offsets of consumer group " + group, answer.partitionsToOffsetAndMetadata(group));
  }

  // A consumer asks until there is an answer, an admin client leaves the partition out.
  private static void awaitEndOfTransaction(
      Cluster cluster, String group, Set<TopicPartition> partitions) {
    Map<String, Object> settings = ClientSettings.consumer(cluster, "offsets");
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, OffsetAndMetadata> unused = consumer.committed(partitions);
    } catch (KafkaException e) {
      throw KafkaFailure.explain(cluster, "read the offsets of consumer group " + group, e);
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
