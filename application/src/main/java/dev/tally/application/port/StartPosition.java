package dev.tally.application.port;

/** Where a job begins to read. */
public enum StartPosition {
  /** At the first record there is, with empty state. */
  EARLIEST,
  /** After the last record there is now, with empty state. */
  LATEST,
  /**
   * Where the job's last run was stopped, with its state; at the first record if it never ran or
   * came to its end. Refused where neither is known and the output topic has rows.
   */
  COMMITTED,
  /**
   * Where the rows of the output topic stand: they become the state, and the positions that were
   * committed with them are read on from. For a job whose state is lost.
   */
  OUTPUT
}
