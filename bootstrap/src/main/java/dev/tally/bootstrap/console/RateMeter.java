package dev.tally.bootstrap.console;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a number grows, over the last few seconds. Time is handed in. Not thread-safe. */
public final class RateMeter {

  private static final long SPAN_NANOS = 3_000_000_000L;

  private record Sample(long nanos, long value) {}

  private final Deque<Sample> samples = new ArrayDeque<>();

  /** Notes the number now; returns its growth per second, 0 at first. */
  public double update(long nanos, long value) {
    samples.addLast(new Sample(nanos, value));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos > SPAN_NANOS) {
      samples.removeFirst();
    }
    Sample oldest = samples.getFirst();
    long elapsed = nanos - oldest.nanos;
    return elapsed > 0 ? (value - oldest.value) * 1e9 / elapsed : 0;
  }
}
