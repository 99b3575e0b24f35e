package dev.tally.application.conformance;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What an engine was seen to do with a job's own code. Engines copy decoders and aggregations to
 * their workers; in a test these are in the same JVM, so a name leads all copies to one place.
 */
final class Observations {

  private static final Map<String, Observations> BY_NAME = new ConcurrentHashMap<>();

  private final Set<Long> decodingThreads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch twoDecode = new CountDownLatch(2);
  private final LongAdder merges = new LongAdder();

  private Observations() {}

  /** Returns what was seen under a name. */
  static Observations named(String name) {
    return BY_NAME.computeIfAbsent(name, unseen -> new Observations());
  }

  /** Notes a merge. */
  void merged() {
    merges.increment();
  }

  /**
   * Notes that the calling thread decodes, and lets its first record wait for a second thread: so
   * two workers are seen at the same time or not at all.
   */
  void decoding(long patienceMillis) {
    if (decodingThreads.add(Thread.currentThread().getId())) {
      twoDecode.countDown();
      try {
        boolean unused = twoDecode.await(patienceMillis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns how many threads decoded. */
  int workers() {
    return decodingThreads.size();
  }

  /** Returns how many merges ran. */
  long merges() {
    return merges.sum();
  }
}
