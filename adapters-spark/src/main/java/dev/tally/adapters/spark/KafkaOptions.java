package dev.tally.adapters.spark;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Inputs and outputs in the words of Spark's Kafka source and sink. */
final class KafkaOptions {

  /** Client properties that Spark sets itself and refuses from others. */
  private static final Set<String> SPARKS_OWN =
      Set.of(
          "auto.offset.reset",
          "enable.auto.commit",
          "interceptor.classes",
          "key.deserializer",
          "key.serializer",
          "value.deserializer",
          "value.serializer");

  /**
   * A row may repeat a long text of its event, escaped, and a dead letter is its record and more.
   */
  private static final String LARGEST_RECORD = "16777216";

  /** How long a broker may be away before the run fails. */
  private static final String PATIENCE_MILLIS = "300000";

  /**
   * Spark asks the broker for the partition's range after every poll, and its seeking there throws
   * away what was fetched ahead. So one poll takes all that a fetch brings, and a fetch that still
   * waits for records behind the place sought keeps the next one waiting for 20 ms, not for 500.
   */
  private static final Map<String, String> WHOLE_FETCHES =
      Map.of(
          "kafka.max.poll.records",
          "100000",
          "kafka.max.partition.fetch.bytes",
          "2097152",
          "kafka.fetch.max.wait.ms",
          "20");

  private KafkaOptions() {}

  static Map<String, String> source(
      TopicInput<?> input, Map<Integer, Long> positions, long mostRecordsInBatch) {
    Map<String, String> options = clientOptions(input.cluster());
    if (input.isBounded()) {
      // A partition that is added later has no end here: it waits for the next run.
      options.put("assign", SourceOffsets.writePartitions(input.topic(), positions.keySet()));
    } else {
      options.put("subscribe", input.topic());
    }
    options.put("startingOffsets", SourceOffsets.write(input.topic(), positions));
    options.put("failOnDataLoss", "true");
    options.put("includeHeaders", "false");
    options.put("maxOffsetsPerTrigger", Long.toString(mostRecordsInBatch));
    options.putIfAbsent("kafka.default.api.timeout.ms", PATIENCE_MILLIS);
    options.put("kafka.isolation.level", "read_committed");
    WHOLE_FETCHES.forEach(options::putIfAbsent);
    return options;
  }

  /** Returns the options to read a part of the input once more, with all that its records have. */
  static Map<String, String> range(
      TopicInput<?> input, Map<Integer, Long> from, Map<Integer, Long> to) {
    Map<String, String> options = clientOptions(input.cluster());
    options.put("assign", SourceOffsets.writePartitions(input.topic(), to.keySet()));
    options.put("startingOffsets", SourceOffsets.write(input.topic(), from));
    options.put("endingOffsets", SourceOffsets.write(input.topic(), to));
    options.put("failOnDataLoss", "true");
    options.put("includeHeaders", "true");
    options.put("kafka.isolation.level", "read_committed");
    return options;
  }

  static Map<String, String> deadLetterSink(Cluster cluster, DeadLetterTopic topic) {
    Map<String, String> options = clientOptions(cluster);
    options.put("topic", topic.name());
    options.put("kafka.acks", "all");
    // They are larger than what the broker has once taken.
    options.putIfAbsent("kafka.max.request.size", LARGEST_RECORD);
    return options;
  }

  /** Returns the properties of the producers that write results. */
  static Map<String, Object> producer(TopicOutput<?> output) {
    Map<String, Object> producer = new HashMap<>(clientProperties(output.cluster()));
    producer.putIfAbsent("max.request.size", LARGEST_RECORD);
    producer.putIfAbsent("delivery.timeout.ms", PATIENCE_MILLIS);
    producer.put("enable.idempotence", "true");
    producer.put("acks", "all");
    producer.put("key.serializer", ByteArraySerializer.class.getName());
    producer.put("value.serializer", ByteArraySerializer.class.getName());
    return producer;
  }

  private static Map<String, String> clientOptions(Cluster cluster) {
    Map<String, String> options = new HashMap<>();
    clientProperties(cluster).forEach((name, value) -> options.put("kafka." + name, value));
    return options;
  }

  private static Map<String, String> clientProperties(Cluster cluster) {
    Map<String, String> properties = new HashMap<>();
    KeptSecrets.referTo(cluster.clientProperties())
        .forEach(
            (name, value) -> {
              if (!SPARKS_OWN.contains(name)) {
                properties.put(name, value);
              }
            });
    return properties;
  }
}
