package dev.tally.application.inprocess;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the workers and the coordinator of one job tell each other. Thread-safe. */
final class Coordination {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private int running;
  private boolean takeRequested;
  private volatile boolean stopping;
  private @Nullable Throwable failure;

  /** Starts with all workers running. */
  Coordination(int workers) {
    this.running = workers;
  }

  /** Tells workers to end after the batch in hand. */
  void stop() {
    tell(() -> stopping = true);
  }

  boolean isStopping() {
    return stopping;
  }

  /** A worker has come beside the others. */
  void workerAdded() {
    tell(() -> running++);
  }

  /** Something other than a worker found that the job cannot go on. */
  void fail(Throwable cause) {
    tell(
        () -> {
          failure = failure == null ? cause : failure;
          stopping = true;
        });
  }

  /** Waits so long, or until the job is to stop or no worker runs; tells whether it ended. */
  boolean awaitEnd(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (left > 0 && !stopping && running > 0) {
        left = news.awaitNanos(left);
      }
      return stopping || running == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A worker has read its share to the end, or was stopped. */
  void workerEnded() {
    tell(() -> running--);
  }

  /** A worker cannot go on; the first failure is the job's. */
  void workerFailed(Throwable cause) {
    tell(
        () -> {
          running--;
          failure = failure == null ? cause : failure;
          stopping = true;
        });
  }

  /** A worker holds as much as it may. */
  void requestTake() {
    tell(() -> takeRequested = true);
  }

  /** Returns what ended a worker before its time, if anything did. */
  @Nullable Throwable failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the time is over, a worker holds too much, the job is to stop, or no worker runs.
   *
   * @return the nanoseconds that are left; 0 where there is no reason to wait on
   */
  long await(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !takeRequested && !stopping && running > 0) {
        left = news.awaitNanos(left);
      }
      boolean goesOn = takeRequested && !stopping && running > 0;
      takeRequested = false;
      return goesOn ? Math.max(0, left) : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether every worker has ended. */
  boolean areWorkersDone() {
    lock.lock();
    try {
      return running == 0;
    } finally {
      lock.unlock();
    }
  }

  private void tell(Runnable change) {
    lock.lock();
    try {
      change.run();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
