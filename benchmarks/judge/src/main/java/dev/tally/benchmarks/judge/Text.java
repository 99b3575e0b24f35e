package dev.tally.benchmarks.judge;

import java.util.Locale;

/** Figures as tables show them. */
final class Text {

  private static final double MEBIBYTE = 1 << 20;
  private static final String UNKNOWN = "-";

  private Text() {}

  /** Returns a median with its minimum and maximum, whole numbers. */
  static String whole(Summary summary) {
    return shown(summary, "%,.0f");
  }

  /** Returns a median with its minimum and maximum, two decimals. */
  static String decimals(Summary summary) {
    return shown(summary, "%,.2f");
  }

  /** Returns a median alone, two decimals. */
  static String median(Summary summary) {
    return summary.isKnown() ? String.format(Locale.ROOT, "%,.2f", summary.median()) : UNKNOWN;
  }

  /** Returns bytes as mebibytes. */
  static String mebibytes(Summary summary) {
    return summary.isKnown()
        ? String.format(Locale.ROOT, "%,.0f MiB", summary.median() / MEBIBYTE)
        : UNKNOWN;
  }

  private static String shown(Summary summary, String format) {
    if (!summary.isKnown()) {
      return UNKNOWN;
    }
    String median = String.format(Locale.ROOT, format, summary.median());
    return summary.count() == 1
        ? median
        : "%s (%s to %s)"
            .formatted(
                median,
                String.format(Locale.ROOT, format, summary.minimum()),
                String.format(Locale.ROOT, format, summary.maximum()));
  }
}
