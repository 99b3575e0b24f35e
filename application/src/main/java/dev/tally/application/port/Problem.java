package dev.tally.application.port;

/** The kinds of trouble a user can do something about. Each has an exit code in the console. */
public enum Problem {
  /** An option or argument that cannot be right. */
  USAGE,
  /** The broker did not answer, or refused the login. */
  UNREACHABLE,
  /** A topic or file that does not exist. */
  NOT_FOUND,
  /** The broker or the file system denies access. */
  FORBIDDEN,
  /** Something else holds the data directory, the port or the job. */
  BUSY,
  /** Kept state that is missing, damaged or does not fit the request. */
  STATE,
  /** Input that a job was told not to accept. */
  DATA
}
