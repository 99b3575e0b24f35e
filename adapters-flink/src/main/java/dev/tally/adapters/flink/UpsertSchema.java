package dev.tally.adapters.flink;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Hands upserts on as they are: the operator before the sink has made their bytes. */
final class UpsertSchema implements KafkaRecordSerializationSchema<ProducerRecord<byte[], byte[]>> {

  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ProducerRecord<byte[], byte[]> upsert, KafkaSinkContext context, Long timestamp) {
    return upsert;
  }
}
