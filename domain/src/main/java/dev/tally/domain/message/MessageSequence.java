package dev.tally.domain.message;

import dev.tally.domain.draw.Draws;

/**
 * Made-up messages, numbered from 0, whose timestamps lie in random order, to the second, in a
 * spread of time that begins at {@code start}. Chosen shares of them are an hour and more too old,
 * or a day in the future. The same arguments make the same messages on every machine. Not
 * thread-safe.
 */
public final class MessageSequence {

  private static final long SECOND = 1_000;
  private static final long HOUR = 3_600 * SECOND;
  private static final long DAY = 24 * HOUR;

  private final Draws draws;
  private final long start;
  private final int spreadSeconds;
  private final double lateShare;
  private final double futureShare;
  private long made;

  /**
   * Begins a sequence.
   *
   * @param seed decides every choice
   * @param start the earliest timestamp in epoch milliseconds, of messages that are not late
   * @param spreadSeconds how far apart timestamps may be, at least 1
   * @param lateShare from 0 to 1: how many are one to two hours older
   * @param futureShare from 0 to 1: how many of the others are a day newer
   */
  public MessageSequence(
      long seed, long start, int spreadSeconds, double lateShare, double futureShare) {
    if (spreadSeconds < 1) {
      throw new IllegalArgumentException("the spread must be at least 1 s: " + spreadSeconds);
    }
    requireShare(lateShare, "late");
    requireShare(futureShare, "future");
    this.draws = new Draws(seed);
    this.start = start;
    this.spreadSeconds = spreadSeconds;
    this.lateShare = lateShare;
    this.futureShare = futureShare;
  }

  /** Returns the next message; there is always one. */
  public Message next() {
    long id = made++;
    return new Message(id, "테스트 메시지 " + id, timestamp());
  }

  private long timestamp() {
    long timestamp = start + draws.below(spreadSeconds) * SECOND;
    if (draws.withProbability(lateShare)) {
      return timestamp - HOUR - draws.below(3_600) * SECOND;
    }
    return draws.withProbability(futureShare) ? timestamp + DAY : timestamp;
  }

  private static void requireShare(double share, String name) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("the " + name + " share must be from 0 to 1: " + share);
    }
  }
}
