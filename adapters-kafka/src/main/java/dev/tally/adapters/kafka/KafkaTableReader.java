package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TableReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads an upsert stream from its first record, committed records only. */
final class KafkaTableReader implements TableReader {

  private final TopicConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> missing; // the end, where it is not reached

  private KafkaTableReader(TopicConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.missing = new HashMap<>(ends);
    noteEnds();
  }

  /** Opens a topic that exists, to be read to where committed records end now. */
  static KafkaTableReader open(Cluster cluster, String topic) {
    Set<TopicPartition> partitions = partitionsOf(cluster, topic);
    TopicConsumer<byte[], byte[]> consumer =
        new TopicConsumer<>(cluster, topic, consumer(cluster, topic, partitions));
    try {
      return new KafkaTableReader(consumer, consumer.endOffsets(partitions));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /**
   * Opens partitions of a topic to be read to these ends, even where they cannot be seen yet: a
   * commit is acknowledged a moment before readers of committed records can see it. It is not at
   * its end while a transaction before them is open.
   */
  static KafkaTableReader openTo(Cluster cluster, String topic, Map<TopicPartition, Long> ends) {
    return new KafkaTableReader(
        new TopicConsumer<>(cluster, topic, consumer(cluster, topic, ends.keySet())), ends);
  }

  @Override
  public int poll(Duration timeout, UpsertHandler handler) {
    ConsumerRecords<byte[], byte[]> records = pollRecords(timeout);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      handler.accept(record.key(), record.value());
    }
    return records.count();
  }

  /** Does the same, and returns the records with all that they carry. */
  ConsumerRecords<byte[], byte[]> pollRecords(Duration timeout) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
    noteEnds();
    return records;
  }

  @Override
  public boolean isAtEnd() {
    return missing.isEmpty();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void noteEnds() {
    missing.entrySet().removeIf(entry -> consumer.position(entry.getKey(), 0) >= entry.getValue());
  }

  private static Set<TopicPartition> partitionsOf(Cluster cluster, String topic) {
    try (AdminSession session = AdminSession.open(cluster)) {
      int count =
          new TopicCensus(session)
              .partitions(topic)
              .orElseThrow(() -> KafkaFailure.noSuchTopic(cluster, topic));
      return TopicCensus.partitionsOf(topic, count);
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      Cluster cluster, String topic, Set<TopicPartition> partitions) {
    Map<String, Object> settings = ClientSettings.consumer(cluster, "table-" + topic);
    // What was deleted before it was read is not part of the table.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try {
      KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return consumer;
    } catch (KafkaException e) {
      throw KafkaFailure.notSetUp(cluster, e);
    }
  }
}
