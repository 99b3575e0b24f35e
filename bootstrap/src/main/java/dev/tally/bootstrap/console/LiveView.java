package dev.tally.bootstrap.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows how something goes on: a table and a status line that are drawn in place on a terminal, the
 * status line alone, now and then, elsewhere. Time is handed in. Used by one thread.
 */
public final class LiveView {

  private static final long FRAME_NANOS = 80_000_000;

  private final Console console;
  private final boolean interactive;
  private final LiveArea area;
  private final long intervalNanos;
  private final long begun;
  private long shownAt;
  private boolean anyShown;

  /**
   * Begins.
   *
   * @param plainEvery how often a line is printed where there is no terminal
   * @param nanos the steady clock now
   */
  public LiveView(Console console, Duration plainEvery, long nanos) {
    this.console = console;
    this.interactive = console.terminal().isInteractive();
    this.area = console.live();
    this.intervalNanos = interactive ? FRAME_NANOS : plainEvery.toNanos();
    this.begun = nanos;
  }

  /** Shows what is new, unless something was shown just before. */
  public void update(long nanos, Supplier<List<String>> table, Supplier<String> status) {
    long since = nanos - (anyShown ? shownAt : begun);
    if (since < intervalNanos && (anyShown || !interactive)) {
      return;
    }
    anyShown = true;
    shownAt = nanos;
    if (!interactive) {
      console.print(status.get());
      return;
    }
    List<String> lines = new ArrayList<>(table.get());
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(status.get());
    area.show(lines);
  }

  /** Clears the place for what is printed at the end. */
  public void end() {
    if (interactive && anyShown) {
      area.clear();
    }
  }
}
