package dev.tally.application.port.out;

import java.util.Map;

/** Opens topics for the in-process engine. */
public interface RecordReaders {

  /**
   * Opens partitions of the input. The reader of a bounded one stops at its ends: records beyond
   * them are not handed over.
   *
   * @param positions the partitions to read, each with the offset to begin at
   */
  RecordReader open(TopicInput<?> input, Map<Integer, Long> positions);
}
