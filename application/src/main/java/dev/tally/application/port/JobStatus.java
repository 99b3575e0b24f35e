package dev.tally.application.port;

/** Where a job is in its life. The words are those that Flink users know. */
public enum JobStatus {
  /** Accepted, not yet reading. */
  CREATED,
  /** Reading, counting, emitting. */
  RUNNING,
  /** Recovering from a failure by itself. */
  RESTARTING,
  /** Came to the end of its input. */
  FINISHED,
  /** Stopped on request; everything read is counted, emitted and committed. */
  CANCELED,
  /** Ended by an error. */
  FAILED;

  /** Tells whether the job has ended, one way or another. */
  public boolean isTerminal() {
    return this == FINISHED || this == CANCELED || this == FAILED;
  }
}
