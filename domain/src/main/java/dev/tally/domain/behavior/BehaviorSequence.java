package dev.tally.domain.behavior;

import dev.tally.domain.draw.Draws;

/**
 * Made-up user behavior events, one after another: users {@code user_1} to {@code user_99}, items
 * {@code item_1} to {@code item_199}, five categories and four behaviors, each choice even and
 * independent. The same seed, start and step make the same events on every machine. Not
 * thread-safe.
 */
public final class BehaviorSequence {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String[] USERS = numbered("user_", 99);
  private static final String[] ITEMS = numbered("item_", 199);
  private static final String[] CATEGORIES = {"electronics", "books", "clothing", "home", "sports"};
  private static final String[] BEHAVIORS = {"click", "view", "add_to_cart", "purchase"};

  private final long start;
  private final long stepNanos;
  private final Draws draws;
  private long made;

  /**
   * Begins a sequence.
   *
   * @param seed decides every choice
   * @param start the first event's timestamp in epoch milliseconds
   * @param stepNanos the time from one event to the next in nanoseconds, at least 0; timestamps are
   *     rounded down to milliseconds
   */
  public BehaviorSequence(long seed, long start, long stepNanos) {
    if (stepNanos < 0) {
      throw new IllegalArgumentException("the step must be at least 0 ns: " + stepNanos + " ns");
    }
    this.draws = new Draws(seed);
    this.start = start;
    this.stepNanos = stepNanos;
  }

  /** Returns the next event; there is always one. */
  public UserBehavior next() {
    long timestamp = start + Math.multiplyExact(made, stepNanos) / NANOS_PER_MILLI;
    made++;
    return new UserBehavior(
        draws.oneOf(USERS),
        draws.oneOf(ITEMS),
        draws.oneOf(CATEGORIES),
        draws.oneOf(BEHAVIORS),
        timestamp);
  }

  private static String[] numbered(String prefix, int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = prefix + (i + 1);
    }
    return names;
  }
}
