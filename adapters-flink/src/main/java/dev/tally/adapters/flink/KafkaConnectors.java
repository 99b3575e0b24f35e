package dev.tally.adapters.flink;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Flink's own Kafka source and sink, set up for the two ends of a job. */
final class KafkaConnectors {

  /**
   * A row may repeat a long text of its event, escaped, and a dead letter is its record and more.
   */
  private static final String LARGEST_RECORD = "16777216";

  private static final String LARGEST_FETCH = "4194304";

  /** How long a broker may be away before the workers start over from their checkpoint. */
  private static final String PATIENCE_MILLIS = "300000";

  /** How often an input without end is looked at for partitions that were added. */
  private static final String NEW_PARTITIONS_MILLIS = "5000";

  private KafkaConnectors() {}

  /** Returns the source: committed records only, from {@code begin} to the input's ends. */
  static <E> KafkaSource<ReadRecord<E>> source(
      AggregationSpec<E, ?, ?, ?> spec,
      TopicInput<E> input,
      Map<Integer, Long> begin,
      WallClock clock) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000");
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LARGEST_FETCH);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    properties.putAll(input.cluster().clientProperties());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put("partition.discovery.interval.ms", NEW_PARTITIONS_MILLIS);
    properties.put("register.consumer.metrics", "false");
    properties.put("commit.offsets.on.checkpoint", "false"); // positions are part of the state
    KafkaSourceBuilder<ReadRecord<E>> source =
        KafkaSource.<ReadRecord<E>>builder()
            .setProperties(properties)
            .setBootstrapServers(input.cluster().bootstrapServers())
            .setClientIdPrefix("tally-" + spec.name())
            .setStartingOffsets(new Positions(begin))
            .setDeserializer(new RecordDecoding<>(input.decoder(), spec.windowing(), clock));
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
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "2");
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
