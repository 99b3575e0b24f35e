package dev.tally.bootstrap.console;

import java.util.Locale;

/** Numbers as they are shown, the same in every country. */
public final class Numbers {

  private Numbers() {}

  /** Returns the number with a comma before every three digits. */
  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a rate: whole from ten on, with one digit after the point below. */
  public static String rate(double perSecond) {
    return perSecond >= 9.95
        ? grouped(Math.round(perSecond)) + "/s"
        : String.format(Locale.ROOT, "%.1f/s", perSecond);
  }

  /** Returns seconds with two digits after the point. */
  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
