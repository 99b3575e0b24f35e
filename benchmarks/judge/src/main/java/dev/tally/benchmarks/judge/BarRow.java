package dev.tally.benchmarks.judge;

import java.util.Locale;

/**
 * One line of the bar: a figure that was set before anything was measured.
 *
 * @param subject what is measured
 * @param against what it is measured by
 * @param value what was found; not a number where either side has none
 * @param must what it has to reach
 * @param aim what it should reach
 * @param unit of the three; {@code x} for ratios
 * @param isSmallerBetter whether to reach is to stay below
 */
record BarRow(
    String subject,
    String against,
    double value,
    double must,
    double aim,
    String unit,
    boolean isSmallerBetter) {

  /** A ratio of rates: the larger, the better. */
  static BarRow ratio(
      String subject, String against, Summary ours, Summary theirs, double must, double aim) {
    return new BarRow(subject, against, ours.median() / theirs.median(), must, aim, "x", false);
  }

  /** A ratio of times: the smaller, the better. */
  static BarRow slower(
      String subject, String against, Summary ours, Summary theirs, double must, double aim) {
    return new BarRow(subject, against, ours.median() / theirs.median(), must, aim, "x", true);
  }

  /** A time that must not be exceeded. */
  static BarRow limit(
      String subject, String against, Summary ours, double must, double aim, String unit) {
    return new BarRow(subject, against, ours.median(), must, aim, unit, true);
  }

  /** Returns the judgement. */
  String verdict() {
    if (!Double.isFinite(value)) {
      return "not measured";
    }
    if (reaches(aim)) {
      return "aim met";
    }
    return reaches(must) ? "must met" : "NOT MET";
  }

  /** Returns the row as the table shows it. */
  String markdown() {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            subject,
            against,
            Double.isFinite(value) ? shown(value) : "-",
            shown(must),
            shown(aim),
            verdict());
  }

  private boolean reaches(double goal) {
    return isSmallerBetter ? value <= goal : value >= goal;
  }

  private String shown(double figure) {
    return unit.equals("x")
        ? String.format(Locale.ROOT, "%.2fx", figure)
        : String.format(Locale.ROOT, "%.3g %s", figure, unit);
  }
}
