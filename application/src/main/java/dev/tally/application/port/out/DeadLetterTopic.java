package dev.tally.application.port.out;

import java.io.Serializable;

/**
 * The topic that keeps what a job rejected.
 *
 * @param partitions how many it has, at least 1
 */
public record DeadLetterTopic(String name, int partitions) implements Serializable {

  private static final String SUFFIX = ".dead-letter";

  public DeadLetterTopic {
    if (partitions < 1) {
      throw new IllegalArgumentException("a topic has at least one partition: " + partitions);
    }
  }

  /** Returns the name of the topic that keeps what was rejected of an input topic. */
  public static String nameFor(String input) {
    return input + SUFFIX;
  }

  /** Tells whether it is the name of such a topic. */
  public static boolean isName(String topic) {
    return topic.endsWith(SUFFIX) && topic.length() > SUFFIX.length();
  }

  /**
   * Returns the partition for what was rejected in a partition of the input: the same one, so that
   * their order is kept; where there are fewer, several share one.
   */
  public int partitionFor(int inputPartition) {
    return inputPartition % partitions;
  }
}
