package dev.tally.application.port;

/** Where a job begins to read. */
public enum StartPosition {
  /** At the first record there is, with empty state. */
  EARLIEST,
  /** After the last record there is now, with empty state. */
  LATEST,
  /** Where the job's last run was stopped, with its state; at the first record if it never ran. */
  COMMITTED
}
