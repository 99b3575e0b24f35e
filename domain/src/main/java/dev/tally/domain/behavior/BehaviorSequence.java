package dev.tally.domain.behavior;

import dev.tally.domain.draw.Draws;
import java.util.HashMap;
import java.util.Map;

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
  private final long[][] cells = new long[CATEGORIES.length][BEHAVIORS.length];
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
    String user = draws.oneOf(USERS);
    String item = draws.oneOf(ITEMS);
    int category = draws.below(CATEGORIES.length);
    int behavior = draws.below(BEHAVIORS.length);
    cells[category][behavior]++;
    return new UserBehavior(user, item, CATEGORIES[category], BEHAVIORS[behavior], timestamp);
  }

  /** Returns how many events of each category and behavior were made so far. */
  public Map<BehaviorKey, Long> counts() {
    Map<BehaviorKey, Long> counts = new HashMap<>();
    for (int category = 0; category < CATEGORIES.length; category++) {
      for (int behavior = 0; behavior < BEHAVIORS.length; behavior++) {
        long count = cells[category][behavior];
        if (count > 0) {
          counts.put(new BehaviorKey(CATEGORIES[category], BEHAVIORS[behavior]), count);
        }
      }
    }
    return counts;
  }

  private static String[] numbered(String prefix, int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = prefix + (i + 1);
    }
    return names;
  }
}
