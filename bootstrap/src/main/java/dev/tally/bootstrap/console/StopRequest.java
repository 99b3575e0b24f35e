package dev.tally.bootstrap.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The user's wish to end: asked once, by a signal. Commands look at it, wait on it, or say what to
 * do when it comes. A second signal does not wait for anybody. Thread-safe.
 */
public final class StopRequest {

  private final CountDownLatch requested = new CountDownLatch(1);
  private final List<Runnable> actions = new ArrayList<>();
  private volatile int exitCode;

  /** Listens to the signals of this process: Ctrl-C, a closed terminal, a polite kill. */
  public static StopRequest fromSignals() {
    StopRequest stop = new StopRequest();
    Signals.on("INT", () -> stop.requestOrHalt(130));
    Signals.on("TERM", () -> stop.requestOrHalt(143));
    Signals.on("HUP", () -> stop.requestOrHalt(129));
    return stop;
  }

  private void requestOrHalt(int code) {
    if (isRequested()) {
      Runtime.getRuntime().halt(code);
    }
    request(code);
  }

  /** Asks for the end; a second call changes nothing. */
  public void request(int code) {
    List<Runnable> toRun;
    synchronized (actions) {
      if (isRequested()) {
        return;
      }
      exitCode = code;
      requested.countDown();
      toRun = List.copyOf(actions);
    }
    toRun.forEach(Runnable::run);
  }

  /** Runs an action once the end is asked for: at once where it already is. */
  public void onRequest(Runnable action) {
    synchronized (actions) {
      if (!isRequested()) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Tells whether the end was asked for. */
  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Returns the exit code by which a shell knows the signal; empty where none came. */
  public OptionalInt exitCode() {
    return isRequested() ? OptionalInt.of(exitCode) : OptionalInt.empty();
  }

  /** Waits until the end is asked for, or the time is over; tells which. */
  public boolean await(Duration timeout) {
    try {
      return requested.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
