package dev.tally.bootstrap.console;

/** A bar that fills as work gets done. */
public final class ProgressBar {

  private static final int CELLS = 30;

  private ProgressBar() {}

  /** Returns the bar, its numbers, the rate and the time left. */
  public static String line(long done, long all, double perSecond) {
    int full = all > 0 ? (int) (done * (double) CELLS / all) : CELLS;
    String bar = "#".repeat(full) + ".".repeat(CELLS - full);
    return "[%s] %s/%s  %s%s"
        .formatted(
            bar,
            Numbers.grouped(done),
            Numbers.grouped(all),
            Numbers.rate(perSecond),
            left(all - done, perSecond));
  }

  private static String left(long events, double perSecond) {
    if (events <= 0 || perSecond <= 0) {
      return "";
    }
    long seconds = (long) Math.ceil(events / perSecond);
    return seconds < 60
        ? "  %d s left".formatted(seconds)
        : "  %d min %02d s left".formatted(seconds / 60, seconds % 60);
  }
}
