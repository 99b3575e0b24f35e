package dev.tally.adapters.kafka.fetch;

import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Where in a partition, and whom, to ask next. Used by one thread. */
public final class PartitionFetch {

  private final TopicPartition partition;
  private final Node leader;
  private final long end;
  private long position;

  /**
   * Starts at a position.
   *
   * @param end the offset after the last record to fetch
   */
  public PartitionFetch(TopicPartition partition, Node leader, long position, long end) {
    this.partition = partition;
    this.leader = leader;
    this.position = position;
    this.end = end;
  }

  TopicPartition partition() {
    return partition;
  }

  Node leader() {
    return leader;
  }

  long position() {
    return position;
  }

  boolean isAtEnd() {
    return position >= end;
  }

  void moveTo(long offset) {
    position = offset;
  }
}
