package dev.tally.adapters.kafka;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What Tally calls the things in a cluster that keep a job's memory. */
final class StateTopic {

  /** One, so that what is kept of a job is kept or forgotten together. */
  static final int PARTITIONS = 1;

  private static final String PREFIX = "tally-";
  private static final String SUFFIX = "-state";
  private static final int LONGEST_TOPIC_NAME = 249;

  private StateTopic() {}

  /**
   * Returns the name that a job into an output has in the cluster: its consumer group and its
   * transactions. Two runs of a job into one table would overwrite each other's rows, whatever they
   * read, so the input is not part of it.
   */
  static String identity(String job, String output) {
    String name = PREFIX + job + "-" + output;
    int longest = LONGEST_TOPIC_NAME - SUFFIX.length();
    if (name.length() <= longest) {
      return name;
    }
    String unique = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return name.substring(0, longest - unique.length() - 1) + "-" + unique;
  }

  /** Returns the name of the topic that keeps a job's state. */
  static String nameFor(String job, String output) {
    return identity(job, output) + SUFFIX;
  }

  /** Tells whether a topic is the memory of some job. */
  static boolean isStateTopic(String name) {
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }
}
