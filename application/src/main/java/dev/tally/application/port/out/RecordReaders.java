package dev.tally.application.port.out;

import java.io.Serializable;
import java.util.Map;

/**
 * Opens topics for engines that read through this port. Stateless: an engine may open readers on
 * other machines.
 */
public interface RecordReaders extends Serializable {

  /** The position of the first record that is still there. */
  long FIRST = -2;

  /**
   * Opens partitions of the input. The reader of a bounded one stops at its ends: records beyond
   * them are not handed over.
   *
   * @param positions the partitions to read, each with the offset to begin at, or {@link #FIRST}
   */
  RecordReader open(TopicInput<?> input, Map<Integer, Long> positions);
}
