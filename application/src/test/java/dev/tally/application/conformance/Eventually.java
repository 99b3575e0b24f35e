package dev.tally.application.conformance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Waits for conditions, and only as long as they need. */
final class Eventually {

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  private Eventually() {}

  /**
   * Repeats an assertion until it holds.
   *
   * @param patience after which its last failure is the answer
   */
  static void await(Duration patience, ThrowingCallable assertion) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        assertion.call();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
      } catch (Throwable unexpected) {
        throw new AssertionError("the condition cannot be checked", unexpected);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for a condition");
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
