package dev.tally.adapters.flink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that were decided before the job started, so that an attempt after a failure begins where
 * the first one did. A partition that has been added since is read from its first record.
 */
final class Positions implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Long> offsets;

  Positions(Map<Integer, Long> offsets) {
    this.offsets = new TreeMap<>(offsets);
  }

  /** Returns Kafka's positions in one topic by partition. */
  static Map<Integer, Long> byPartition(Map<TopicPartition, Long> positions) {
    TreeMap<Integer, Long> offsets = new TreeMap<>();
    positions.forEach((partition, offset) -> offsets.put(partition.partition(), offset));
    return offsets;
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> known = new HashMap<>();
    List<TopicPartition> added = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      Long offset = offsets.get(partition.partition());
      if (offset == null) {
        added.add(partition);
      } else {
        known.put(partition, offset);
      }
    }
    if (!added.isEmpty()) {
      known.putAll(retriever.beginningOffsets(added));
    }
    return known;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE; // what is no longer there fails the job
  }
}
