package dev.tally.adapters.flink;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Flink's own Kafka connectors, set up for the two ends of a job. */
final class KafkaConnectors {

  /**
   * A row may repeat a long text of its event, escaped, and a dead letter is its record and more.
   */
  private static final String LARGEST_RECORD = "16777216";

  /** How long a broker may be away before the workers start over from their checkpoint. */
  private static final String PATIENCE_MILLIS = "300000";

  /** How often an input without end is looked at for partitions that were added. */
  private static final String NEW_PARTITIONS_MILLIS = "5000";

  private KafkaConnectors() {}

  /** Returns a source that finds the input's partitions and deals them out; it reads none. */
  static KafkaSource<byte[]> partitions(String job, TopicInput<?> input, Map<Integer, Long> begin) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.putAll(input.cluster().clientProperties());
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put("partition.discovery.interval.ms", NEW_PARTITIONS_MILLIS);
    KafkaSourceBuilder<byte[]> source =
        KafkaSource.<byte[]>builder()
            .setProperties(properties)
            .setBootstrapServers(input.cluster().bootstrapServers())
            .setClientIdPrefix("tally-" + job)
            .setStartingOffsets(new Positions(begin))
            .setDeserializer(
                KafkaRecordDeserializationSchema.valueOnly(ByteArrayDeserializer.class));
    input
        .ends()
        .ifPresentOrElse(
            ends ->
                source
                    .setBounded(new Positions(ends))
                    .setPartitions(
                        ends.keySet().stream()
                            .map(partition -> new TopicPartition(input.topic(), partition))
                            .collect(Collectors.toSet())),
            () -> source.setTopics(input.topic()));
    return source.build();
  }

  /** Returns the sink: every row acknowledged before a checkpoint is complete. */
  static KafkaSink<ProducerRecord<byte[], byte[]>> sink(TopicOutput<?> output) {
    return sink(output.cluster());
  }

  /** Returns a sink, as sure for dead letters as for rows. */
  static KafkaSink<ProducerRecord<byte[], byte[]>> sink(Cluster cluster) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "1");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.putAll(cluster.clientProperties());
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put("register.producer.metrics", "false");
    return KafkaSink.<ProducerRecord<byte[], byte[]>>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(cluster.bootstrapServers())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new UpsertSchema())
        .build();
  }
}
