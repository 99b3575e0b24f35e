package dev.tally.application.port;

/** A job that has been started. Thread-safe. */
public interface RunningJob {

  /** Returns how far the job is. Never blocks for long. */
  Progress progress();

  /**
   * Asks for a graceful end: everything read is counted, emitted, acknowledged and committed, and
   * the state is kept for the next run. Returns at once; a second call changes nothing.
   */
  void stop();

  /** Waits for the end, whatever it is; a failure is in the report, not thrown. */
  RunReport await() throws InterruptedException;
}
