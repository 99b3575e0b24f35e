package dev.tally.adapters.spark;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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

  /** A result row may repeat a long text of its event, escaped, in key and value. */
  private static final String LARGEST_ROW = "16777216";

  /** How long a broker may be away before the run fails. */
  private static final String PATIENCE_MILLIS = "300000";

  private KafkaOptions() {}

  static Map<String, String> source(
      TopicInput<?> input, Map<Integer, Long> positions, long mostRecordsInBatch) {
    Map<String, String> options = clientOptions(input.cluster());
    if (input.isBounded()) {
      // A partition that is added later has no end here: it waits for the next run.
      options.put("assign", SourceOffsets.partitions(input.topic(), positions.keySet()));
    } else {
      options.put("subscribe", input.topic());
    }
    options.put("startingOffsets", SourceOffsets.write(input.topic(), positions));
    options.put("failOnDataLoss", "true");
    options.put("includeHeaders", "false");
    options.put("maxOffsetsPerTrigger", Long.toString(mostRecordsInBatch));
    options.putIfAbsent("kafka.default.api.timeout.ms", PATIENCE_MILLIS);
    options.put("kafka.isolation.level", "read_committed");
    return options;
  }

  static Map<String, String> sink(TopicOutput<?> output) {
    Map<String, String> options = clientOptions(output.cluster());
    options.put("topic", output.topic());
    options.putIfAbsent("kafka.max.request.size", LARGEST_ROW);
    options.putIfAbsent("kafka.delivery.timeout.ms", PATIENCE_MILLIS);
    options.put("kafka.enable.idempotence", "true");
    options.put("kafka.acks", "all");
    return options;
  }

  private static Map<String, String> clientOptions(Cluster cluster) {
    Map<String, String> options = new HashMap<>();
    cluster
        .clientProperties()
        .forEach(
            (name, value) -> {
              if (!SPARKS_OWN.contains(name)) {
                options.put("kafka." + name, value);
              }
            });
    return options;
  }
}
