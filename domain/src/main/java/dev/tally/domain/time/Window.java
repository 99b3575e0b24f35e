package dev.tally.domain.time;

/**
 * A half-open span of event time, {@code [start, end)}, in epoch milliseconds.
 *
 * @param start the first instant inside
 * @param end the first instant after; {@link Long#MAX_VALUE} where the window has no end
 */
public record Window(long start, long end) {

  /** All of time: the window of a running aggregate. */
  public static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

  public Window {
    if (start >= end) {
      throw new IllegalArgumentException(
          "a window must start before it ends: [" + start + ", " + end + ")");
    }
  }
}
