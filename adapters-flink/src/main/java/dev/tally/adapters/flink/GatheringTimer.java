package dev.tally.adapters.flink;

import java.io.IOException;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Runs an action a while after it was first asked for, once for all who asked in between. On the
 * task's own thread, by the machine's clock: when rows leave must not depend on the clock that
 * stamps them.
 */
final class GatheringTimer {

  /** Flink's timers go off so much later than they are registered for. */
  static final long FLINK_DELAY_MILLIS = 1;

  private final ProcessingTimeService clock;
  private final Action action;
  private long lastRun;
  private boolean isSet;

  GatheringTimer(ProcessingTimeService clock, Action action) {
    this.clock = clock;
    this.action = action;
  }

  /**
   * Asks for the action.
   *
   * @param gather how long to wait for others who ask, in milliseconds
   * @param interval how far apart two actions are at least, in milliseconds
   */
  @SuppressWarnings("FutureReturnValueIgnored") // an action that fails, fails the task
  void ask(long gather, long interval) {
    if (!isSet) {
      isSet = true;
      long due = Math.max(lastRun + interval, clock.getCurrentProcessingTime() + gather);
      clock.registerTimer(due - FLINK_DELAY_MILLIS, this::run);
    }
  }

  private void run(long time) throws IOException {
    isSet = false;
    lastRun = time + FLINK_DELAY_MILLIS;
    action.run();
  }

  /** What is to be done. */
  @FunctionalInterface
  interface Action {

    /** Does it. */
    void run() throws IOException;
  }
}
