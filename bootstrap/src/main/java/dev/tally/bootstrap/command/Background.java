package dev.tally.bootstrap.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that goes on beside the command's own thread, on a daemon thread each. */
final class Background {

  private Background() {}

  /** Starts the work. */
  static <T> CompletableFuture<T> start(String name, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** Waits for the work and returns what it made, or throws what it threw. */
  static <T> T join(CompletableFuture<T> work) throws InterruptedException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  /** Waits at most so long; tells whether the work has ended, one way or another. */
  static boolean awaitEnd(CompletableFuture<?> work, long millis) throws InterruptedException {
    try {
      work.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  private static RuntimeException rethrown(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }
}
