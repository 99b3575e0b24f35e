package dev.tally.domain.aggregation;

import java.io.Serializable;
import java.time.Duration;

/**
 * When running results are emitted: each changed row at most once in an interval, as an upsert.
 *
 * @param intervalMillis the interval in milliseconds, at least 1
 */
public record Emission(long intervalMillis) implements Serializable {

  public Emission {
    if (intervalMillis < 1) {
      throw new IllegalArgumentException(
          "the emission interval must be at least 1 ms: " + intervalMillis + " ms");
    }
  }

  /** Returns the emission of changed rows once in {@code interval}. */
  public static Emission every(Duration interval) {
    return new Emission(interval.toMillis());
  }
}
