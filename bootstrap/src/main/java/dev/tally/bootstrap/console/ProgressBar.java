package dev.tally.bootstrap.console;

/** A bar that fills as work gets done. */
public final class ProgressBar {

  private static final int CELLS = 30;
  private static final int FEW_CELLS = 20; // where more is said behind it

  private ProgressBar() {}

  /** Returns the bar, its numbers, the rate and the time left. */
  public static String line(long done, long all, double perSecond) {
    return "[%s] %s/%s  %s%s"
        .formatted(
            bar(CELLS, done, all),
            Numbers.grouped(done),
            Numbers.grouped(all),
            Numbers.rate(perSecond),
            left(all - done, perSecond));
  }

  /** Returns the bar of bytes, their number and rate in units that fit, and the time left. */
  public static String ofBytes(long done, long all, double perSecond) {
    return "[%s] %s/%s  %s/s%s"
        .formatted(
            bar(FEW_CELLS, done, all),
            Numbers.bytes((double) done),
            Numbers.bytes((double) all),
            Numbers.bytes(perSecond),
            left(all - done, perSecond));
  }

  private static String bar(int cells, long done, long all) {
    int full = all > 0 ? (int) (done * (double) cells / all) : cells;
    return "#".repeat(full) + ".".repeat(cells - full);
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
