package dev.tally.domain.time;

/**
 * The two ends of the watermark's range. A watermark of {@code w} says that no event with a
 * timestamp below {@code w} is expected any more, in epoch milliseconds.
 */
public final class Watermark {

  /** Nothing is known yet: every window is open. */
  public static final long NONE = Long.MIN_VALUE;

  /** The input has ended: every window is final. */
  public static final long END_OF_INPUT = Long.MAX_VALUE;

  private Watermark() {}
}
