package dev.tally.application.port.out;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster itself knows of a job, whichever engine ran it: the versions of its rows in the
 * output topic, and the job's last commit, kept in the metadata of its consumer group. Every call
 * answers or throws a {@link dev.tally.application.port.TallyException}. Thread-safe.
 */
public interface OutputHistory {

  /** Returns a number for {@link RowVersion#life} that no job had before. */
  long newLife();

  /** Tells whether the output topic has records that a reader of committed ones can see. */
  boolean hasRows(TopicOutput<?> output);

  /** Returns the job's last commit; empty where there is none, or it was forgotten. */
  Optional<JobCommit> lastCommit(String job, TopicInput<?> input, TopicOutput<?> output);

  /**
   * Notes a commit in place of the last one, for engines whose commits are not Kafka transactions.
   * To be called once everything up to it has been acknowledged and is kept.
   */
  void note(String job, TopicInput<?> input, TopicOutput<?> output, JobCommit commit);

  /** Forgets the job's last commit: the job begins anew, or came to its end. */
  void forget(String job, TopicInput<?> input, TopicOutput<?> output);

  /** Reads the output topic from its first record to the end that it has now. */
  void readRows(TopicOutput<?> output, RowHandler handler);

  /** Receives rows, in order for each key. */
  @FunctionalInterface
  interface RowHandler {

    /**
     * Takes one record.
     *
     * @param value null where it deletes the row
     * @param version empty where the record was written by somebody else
     */
    void accept(byte[] key, byte @Nullable [] value, Optional<RowVersion> version);
  }
}
