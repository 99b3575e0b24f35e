package dev.tally.adapters.kafka;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whose turn it is to read: the fetcher's, until it meets something unusual; then the consumer's,
 * until it has handed over records again, and after each failure in a row twice as often. Once a
 * minute the consumer has a turn anyway, since it alone learns of new leaders. Used by one thread.
 */
final class FetchTurns {

  private static final int MOST_POLLS = 64;
  private static final long AT_MOST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private int nextPolls = 1;
  private int pollsLeft;
  private long consumerSince;

  FetchTurns(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.consumerSince = nanoTime.getAsLong();
  }

  /** Tells whether the consumer has yet to hand over records. */
  boolean isConsumers() {
    return pollsLeft > 0;
  }

  /** Notes that the fetcher met something unusual. */
  void fetchFailed() {
    pollsLeft = nextPolls;
    nextPolls = Math.min(2 * nextPolls, MOST_POLLS);
  }

  /**
   * Notes what the fetcher handed over.
   *
   * @return whether the consumer is to have its turn now
   */
  boolean isConsumersAfter(int handedOver) {
    if (handedOver > 0) {
      nextPolls = 1;
    }
    if (nanoTime.getAsLong() - consumerSince < AT_MOST_NANOS) {
      return false;
    }
    pollsLeft = 1;
    return true;
  }

  /** Notes what the consumer handed over. */
  void consumerHandedOver(int handedOver) {
    consumerSince = nanoTime.getAsLong();
    if (handedOver > 0 && pollsLeft > 0) {
      pollsLeft--;
    }
  }
}
