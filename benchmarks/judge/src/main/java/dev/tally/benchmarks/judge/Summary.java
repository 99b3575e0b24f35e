package dev.tally.benchmarks.judge;

import java.util.Arrays;

/**
 * A figure of several rounds.
 *
 * @param count of how many rounds; with 0 the others are not numbers
 */
record Summary(double median, double minimum, double maximum, int count) {

  /** Sums up; the median of an even number of values is the mean of the two in the middle. */
  static Summary of(double... values) {
    if (values.length == 0) {
      return new Summary(Double.NaN, Double.NaN, Double.NaN, 0);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
  }

  boolean isKnown() {
    return count > 0;
  }
}
