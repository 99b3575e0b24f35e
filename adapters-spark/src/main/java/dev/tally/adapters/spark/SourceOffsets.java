package dev.tally.adapters.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Positions as Spark's Kafka source writes them: {@code {"topic":{"0":17,"1":4}}}. */
final class SourceOffsets {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SourceOffsets() {}

  /** Returns the next offset of each partition of the topic; none where nothing is known yet. */
  static Map<Integer, Long> read(String topic, @Nullable String json) {
    Map<Integer, Long> offsets = new TreeMap<>();
    if (json != null) {
      for (Map.Entry<String, JsonNode> partition : parse(json).path(topic).properties()) {
        offsets.put(Integer.valueOf(partition.getKey()), partition.getValue().asLong());
      }
    }
    return offsets;
  }

  /** Returns the positions in Spark's words; a topic's name needs no escapes. */
  static String write(String topic, Map<Integer, Long> offsets) {
    return offsets.entrySet().stream()
        .map(offset -> "\"%d\":%d".formatted(offset.getKey(), offset.getValue()))
        .collect(Collectors.joining(",", "{\"" + topic + "\":{", "}}"));
  }

  /** Returns partitions in Spark's words: {@code {"topic":[0,1]}}. */
  static String writePartitions(String topic, Collection<Integer> partitions) {
    return partitions.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "{\"" + topic + "\":[", "]}"));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("not a Kafka position: " + json, impossible);
    }
  }
}
