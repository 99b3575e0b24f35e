package dev.tally.application.conformance;

import dev.tally.application.port.Cluster;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The topics that the conformance suite reads and writes beside the engine under test: a broker, or
 * one in memory. It sees bytes and partitions only, and shares no code with the engine.
 */
public interface ConformanceTopics {

  /** Returns where the engine under test finds these topics. */
  Cluster cluster();

  /** Creates a topic that does not exist, for input. */
  void createInput(String topic, int partitions);

  /** Creates a compacted topic that does not exist, for output. */
  void createOutput(String topic);

  /**
   * Appends values without keys to one partition, and returns once they can be read. The n-th value
   * appended to a partition, counted from 0, has offset n.
   *
   * @param values the values, null for a tombstone
   */
  void append(String topic, int partition, List<byte @Nullable []> values);

  /** Appends one record with all that it has, and returns once it can be read. */
  void append(String topic, int partition, KeptRecord record);

  /**
   * Returns every committed record of a topic, in order for each partition; none where there is no
   * such topic.
   */
  List<KeptRecord> records(String topic);

  /** Returns the offset after the last record of each partition. */
  Map<Integer, Long> endOffsets(String topic);

  /**
   * Returns every committed upsert of an output topic since its creation, in order for each key.
   */
  List<Upsert> upserts(String topic);
}
