package dev.tally.domain.draw;

/**
 * An endless row of even, independent draws that a seed decides: the same seed draws the same on
 * every machine. SplitMix64 (Steele, Lea, Flood 2014): a counter in odd steps, its bits mixed. Not
 * thread-safe.
 */
public final class Draws {

  private long state;

  /** Begins the row of a seed. */
  public Draws(long seed) {
    this.state = seed;
  }

  /**
   * Draws a number from 0 to {@code bound - 1}.
   *
   * @param bound at least 1; draws are even to one in four billion divided by it
   */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("the bound must be at least 1: " + bound);
    }
    return (int) (((mixed() >>> 32) * bound) >>> 32);
  }

  /** Draws one of the values, at least one. */
  public String oneOf(String[] values) {
    return values[below(values.length)];
  }

  /** Draws yes with the probability {@code share}, from 0 to 1. */
  public boolean withProbability(double share) {
    return (mixed() >>> 11) * 0x1.0p-53 < share;
  }

  private long mixed() {
    state += 0x9E3779B97F4A7C15L;
    long bits = state;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
