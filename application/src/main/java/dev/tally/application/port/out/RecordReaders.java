package dev.tally.application.port.out;

import java.io.Serializable;
import java.util.Map;

/**
 * Opens topics for engines that read through this port. Stateless: an engine may open readers on
 * other machines.
 */
public interface RecordReaders extends Serializable {

  /**
   * Opens partitions of the input. The reader of a bounded one stops at its ends: records beyond
   * them are not handed over.
   *
   * @param positions the partitions to read, each with the offset to begin at
   */
  RecordReader open(TopicInput<?> input, Map<Integer, Long> positions);
}
