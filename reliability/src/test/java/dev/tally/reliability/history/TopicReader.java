package dev.tally.reliability.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their first record to their end. */
public final class TopicReader {

  private static final Duration POLLS_FOR = Duration.ofMillis(200);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);

  private final String bootstrapServers;

  /** Reads from the broker at the address. */
  public TopicReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Returns all committed records, ordered by partition and offset. */
  public List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            IsolationLevel.READ_COMMITTED.name().toLowerCase(Locale.ROOT));
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      requireWhole(consumer.beginningOffsets(partitions));
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("no end of " + topic + " within " + ENDS_WITHIN);
        }
        consumer.poll(POLLS_FOR).forEach(records::add);
      }
    }
    records.sort(
        Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(ConsumerRecord::partition)
            .thenComparingLong(ConsumerRecord::offset));
    return records;
  }

  private static void requireWhole(Map<TopicPartition, Long> beginnings) {
    beginnings.forEach(
        (partition, offset) -> {
          if (offset != 0) {
            throw new IllegalStateException(partition + " has lost its first records");
          }
        });
  }
}
