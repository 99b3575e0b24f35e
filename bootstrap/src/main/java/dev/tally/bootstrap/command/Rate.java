package dev.tally.bootstrap.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How fast a generator sends.
 *
 * @param perSecond events per second; empty for as fast as the topic takes them
 */
record Rate(OptionalDouble perSecond) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Reads a number above 0 or {@code max}. */
  static Rate parse(String text) {
    if (text.equals("max")) {
      return new Rate(OptionalDouble.empty());
    }
    try {
      double perSecond = new BigDecimal(text).doubleValue();
      if (perSecond >= 1e-6 && perSecond <= 1e9) {
        return new Rate(OptionalDouble.of(perSecond));
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no rate: events per second, such as 10 or 0.5, or max");
  }

  /** Returns the time from one event to the next; a microsecond at the greatest speed. */
  Duration step() {
    return Duration.ofNanos(
        perSecond.isPresent() ? Math.round(NANOS_PER_SECOND / perSecond.getAsDouble()) : 1_000);
  }

  @Override
  public String toString() {
    return perSecond.isPresent() ? String.valueOf(perSecond.getAsDouble()) : "max";
  }
}
