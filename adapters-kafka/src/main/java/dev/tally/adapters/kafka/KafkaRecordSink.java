package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.RecordSink;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends records without keys to one topic with an idempotent producer, each partition in turn: the
 * same records make the same partitions, whatever the timing. Waits while the producer's buffer is
 * full.
 */
final class KafkaRecordSink implements RecordSink {

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final String topic;
  private final int partitions;
  private final Producer<byte[], byte[]> producer;
  private final Callback whenAcknowledged = this::acknowledged;
  private int next;
  private volatile @Nullable Exception failure;

  private KafkaRecordSink(
      Cluster cluster, String topic, int partitions, Producer<byte[], byte[]> producer) {
    this.cluster = cluster;
    this.topic = topic;
    this.partitions = partitions;
    this.producer = producer;
  }

  /** Opens a topic that exists. A producer would create one that does not, or wait for it. */
  static KafkaRecordSink open(Cluster cluster, String topic) {
    int partitions;
    try (AdminSession session = AdminSession.open(cluster)) {
      partitions =
          new TopicCensus(session)
              .partitions(topic)
              .orElseThrow(() -> KafkaFailure.noSuchTopic(cluster, topic));
    }
    try {
      return new KafkaRecordSink(
          cluster,
          topic,
          partitions,
          new KafkaProducer<>(
              ClientSettings.producer(cluster, "sink-" + topic),
              new ByteArraySerializer(),
              new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw KafkaFailure.notSetUp(cluster, e);
    }
  }

  @Override
  public void send(byte[] value) {
    throwIfFailed();
    try {
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>(topic, next, null, value), whenAcknowledged);
    } catch (KafkaException e) {
      throw explained(e);
    }
    next = next + 1 == partitions ? 0 : next + 1;
  }

  @Override
  public void flush() {
    try {
      producer.flush();
    } catch (KafkaException e) {
      throw explained(e);
    }
    throwIfFailed();
  }

  @Override
  public void close() {
    producer.close(CLOSES_WITHIN);
  }

  private void acknowledged(@Nullable RecordMetadata metadata, @Nullable Exception trouble) {
    if (trouble != null && failure == null) {
      failure = trouble;
    }
  }

  private void throwIfFailed() {
    Exception first = failure;
    if (first != null) {
      throw explained(first);
    }
  }

  private RuntimeException explained(Exception trouble) {
    return KafkaFailure.explain(cluster, "write to topic " + topic, trouble);
  }
}
