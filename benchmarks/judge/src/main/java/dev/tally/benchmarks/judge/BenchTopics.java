package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The broker's topics, read and made without any of the code that is being judged. */
final class BenchTopics implements AutoCloseable {

  /** What the names of topics begin with that belong to one run. */
  static final String ATTEMPT = "attempt-";

  /** As many as there are workers. */
  static final int PARTITIONS = 2;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration POLL = Duration.ofMillis(100);

  private final String servers;
  private final Admin admin;

  BenchTopics(String servers) {
    this.servers = servers;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers));
  }

  /** Makes a topic whose records stay. */
  void create(String topic) {
    await(
        admin
            .createTopics(
                List.of(
                    new NewTopic(topic, PARTITIONS, (short) 1)
                        .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1"))))
            .all());
  }

  /** Removes topics; those that are not there are no trouble. */
  void remove(Collection<String> names) {
    admin.deleteTopics(names).topicNameValues().values().forEach(BenchTopics::awaitRemoval);
  }

  /** Removes the topics of runs, those that a contestant made for itself as well. */
  void removeAttempts() {
    remove(names().stream().filter(name -> name.contains(ATTEMPT)).toList());
  }

  boolean exists(String topic) {
    return names().contains(topic);
  }

  /** Returns how many records a topic holds from which nothing was removed. */
  long records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer.endOffsets(partitions(topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  /** Reads an upsert stream to its end and returns the last value of each key. */
  Map<JsonNode, JsonNode> table(String topic) {
    Map<JsonNode, JsonNode> table = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions(topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          table.put(JSON.readTree(record.key()), JSON.readTree(record.value()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** Returns a consumer of committed records, without a group. */
  KafkaConsumer<byte[], byte[]> consumer() {
    return consumer(IsolationLevel.READ_COMMITTED);
  }

  /** Returns a consumer without a group. */
  KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            isolation.name().toLowerCase(Locale.ROOT)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Returns the partitions that all topics here have. */
  static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  private Set<String> names() {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void awaitRemoval(KafkaFuture<Void> removed) {
    try {
      await(removed);
    } catch (UnknownTopicOrPartitionException e) {
      // Just as it was wanted.
    }
  }

  private static void await(KafkaFuture<Void> done) {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
