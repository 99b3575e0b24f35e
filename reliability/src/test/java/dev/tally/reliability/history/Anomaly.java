package dev.tally.reliability.history;

/**
 * Something that must not be in a history.
 *
 * @param where the record that shows it, or in words what is not there
 */
public record Anomaly(Kind kind, String where, String what) {

  /** The kinds of anomalies. */
  public enum Kind {
    /** The last version of a row counts fewer inputs than were sent, or there is no row. */
    LOST,
    /** The last version of a row counts more inputs than were sent. */
    DOUBLED,
    /** A row of which no input was ever sent. */
    PHANTOM,
    /** A version counts more inputs than the topic had when it was written. */
    AHEAD_OF_TRUTH,
    /** A version is older than the one before it, where that was promised not to be. */
    STEP_BACK,
    /** An earlier version was right, and the last one is not. */
    STALE_FINAL,
    /** The job came to its end, and a window is not final. */
    NOT_FINAL,
    /** A row is in two partitions, so that its versions have no order. */
    TWO_PARTITIONS,
    /** An input to be rejected is in no dead letter. */
    NO_DEAD_LETTER,
    /** A dead letter of an input that was to be counted or ignored, or never sent. */
    WRONG_DEAD_LETTER,
    /** An input is in two dead letters, where that was promised not to be. */
    DOUBLED_DEAD_LETTER,
    /** Fewer or more inputs are missing than the job reported as late. */
    WRONG_LATE
  }

  @Override
  public String toString() {
    return "%s  %s: %s".formatted(kind, where, what);
  }
}
