package dev.tally.domain.time;

import java.time.Duration;
import java.util.Map;

/**
 * Windows of one length, side by side, cut in UTC instants: {@code start = t - floorMod(t, size)}.
 *
 * <p>The watermark is the newest timestamp seen less {@code watermarkDelay}, per partition, and the
 * minimum over partitions. A window is closed once the watermark has reached its end, and final
 * once it has reached the end plus {@code allowedLateness}. All spans are milliseconds.
 *
 * @param <E> the events
 * @param eventTime where an event's timestamp is found
 * @param size the windows' length, at least 1
 * @param watermarkDelay how far the watermark stays behind the newest timestamp
 * @param allowedLateness how long a closed window is still revised
 * @param maxFutureSkew how far ahead of the clock a timestamp may be and still move the watermark
 * @param idleAfter how long a partition may be silent before the watermark stops waiting for it, at
 *     least 1
 */
public record TumblingWindows<E>(
    EventTime<E> eventTime,
    long size,
    long watermarkDelay,
    long allowedLateness,
    long maxFutureSkew,
    long idleAfter)
    implements Windowing<E> {

  public TumblingWindows {
    requireAtLeast(1, size, "window size");
    requireAtLeast(0, watermarkDelay, "watermark delay");
    requireAtLeast(0, allowedLateness, "allowed lateness");
    requireAtLeast(0, maxFutureSkew, "maximum future skew");
    requireAtLeast(1, idleAfter, "idle time");
  }

  /**
   * Returns windows of the given size with the usual allowances: watermark delay one minute,
   * lateness ten, future skew five, idle after ten seconds.
   */
  public static <E> TumblingWindows<E> of(EventTime<E> eventTime, Duration size) {
    return new TumblingWindows<>(eventTime, size.toMillis(), 60_000, 600_000, 300_000, 10_000);
  }

  @Override
  public long windowStartOf(E event) {
    return startOf(eventTime.of(event));
  }

  /**
   * Returns the start of the window that holds the timestamp, for every {@code long}. The very last
   * one is taken to the window before it: no window could end after it.
   */
  public long startOf(long timestamp) {
    long inside = Math.min(timestamp, Long.MAX_VALUE - 1);
    long start = inside - Math.floorMod(inside, size);
    return start > inside ? Long.MIN_VALUE : start; // the first window may be cut off by the range
  }

  @Override
  public Window windowStartingAt(long start) {
    return new Window(start, endOf(start));
  }

  @Override
  public WindowState stateOf(long start, long watermark) {
    long end = endOf(start);
    if (watermark < end) {
      return WindowState.OPEN;
    }
    return watermark < saturatedSum(end, allowedLateness) ? WindowState.CLOSED : WindowState.FINAL;
  }

  @Override
  public Map<String, String> rules() {
    return Map.of("window", millis(size), "allowed-lateness", millis(allowedLateness));
  }

  /** Returns the watermark at which the window starting at {@code start} becomes final. */
  public long finalAt(long start) {
    return saturatedSum(endOf(start), allowedLateness);
  }

  /** Returns the watermark at which the window starting at {@code start} is closed. */
  public long endOf(long start) {
    long aligned = start - Math.floorMod(start, size); // wraps, and wraps back, at the range's edge
    long end = aligned + size;
    return end <= start ? Long.MAX_VALUE : end;
  }

  /** Returns the watermark of one partition whose newest timestamp is {@code newest}. */
  public long watermarkAfter(long newest) {
    long watermark = newest - watermarkDelay;
    return watermark > newest ? Watermark.NONE : watermark;
  }

  /** Tells whether a timestamp is too far ahead of the clock to move the watermark. */
  public boolean isFuture(long timestamp, long now) {
    return timestamp > saturatedSum(now, maxFutureSkew);
  }

  private static String millis(long span) {
    long minutes = span / 60_000;
    long seconds = span / 1_000;
    if (span % 60_000 == 0 && span > 0) {
      return minutes + "m";
    }
    return span % 1_000 == 0 ? seconds + "s" : span + "ms";
  }

  private static long saturatedSum(long value, long span) {
    long sum = value + span;
    return sum < value ? Long.MAX_VALUE : sum;
  }

  private static void requireAtLeast(long minimum, long value, String name) {
    if (value < minimum) {
      throw new IllegalArgumentException(
          name + " must be at least " + minimum + " ms: " + value + " ms");
    }
  }
}
