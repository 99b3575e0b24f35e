package dev.tally.bootstrap.console;

import java.util.List;
import java.util.Locale;

/** Numbers as they are shown, the same in every country. */
public final class Numbers {

  private static final List<String> BYTE_UNITS = List.of("B", "kB", "MB", "GB", "TB");

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

  /** Returns an amount of bytes in the largest decimal unit of which there is one. */
  public static String bytes(double amount) {
    double inUnit = amount;
    int unit = 0;
    while (inUnit >= 1_000 && unit < BYTE_UNITS.size() - 1) {
      inUnit /= 1_000;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", inUnit, BYTE_UNITS.get(unit));
  }
}
