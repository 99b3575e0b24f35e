package dev.tally.application.port;

/** What a job over topics does with a record that is no event. It counts it in any case. */
public enum OnRejected {
  /** Keeps it in a topic beside the input, as it was, with where it lay and why it is none. */
  DEAD_LETTER,
  /** Leaves it behind. */
  SKIP,
  /** Stops before it. */
  FAIL
}
