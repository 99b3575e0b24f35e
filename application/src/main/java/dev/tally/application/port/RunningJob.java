package dev.tally.application.port;

import java.util.List;

/** A job that has been started. Thread-safe. */
public interface RunningJob {

  /**
   * Returns what the user is to be told at once, a line each: where the job goes on from, and what
   * about its topics should be mended.
   */
  default List<String> notes() {
    return List.of();
  }

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
