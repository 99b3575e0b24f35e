package dev.tally.adapters.files;

import java.time.YearMonth;

/** Reads quantities and days digit by digit. */
final class SaleFields {

  /** Stands for a field that is not what it should be. */
  static final int NONE = -1;

  private static final int DATE_LENGTH = 10; // yyyy-mm-dd
  private static final byte[] DAYS = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private SaleFields() {}

  /** Returns a whole number of at least 1, or {@link #NONE}. */
  static int quantity(byte[] bytes, int start, int end) {
    long value = 0;
    for (int index = start; index < end; index++) {
      int digit = bytes[index] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = 10 * value + digit;
      if (value > Integer.MAX_VALUE) {
        return NONE;
      }
    }
    return value == 0 ? NONE : (int) value;
  }

  /** Returns what is wrong with a quantity. */
  static String quantityFault(byte[] bytes, int start, int end) {
    int firstDigit =
        start < end && (bytes[start] == '-' || bytes[start] == '+') ? start + 1 : start;
    boolean nonZero = false;
    for (int index = firstDigit; index < end; index++) {
      if (bytes[index] < '0' || bytes[index] > '9') {
        return "quantity is not a whole number";
      }
      nonZero |= bytes[index] != '0';
    }
    if (firstDigit == end || (nonZero && bytes[start] == '+')) {
      return "quantity is not a whole number";
    }
    return nonZero && bytes[start] != '-'
        ? "quantity is larger than " + Integer.MAX_VALUE
        : "quantity is not positive";
  }

  /** Returns the day written {@code yyyy-mm-dd} as a number, or {@link #NONE}. */
  static int day(byte[] bytes, int start, int end) {
    if (end - start != DATE_LENGTH || bytes[start + 4] != '-' || bytes[start + 7] != '-') {
      return NONE;
    }
    int year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
    int month = twoDigits(bytes, start + 5);
    int day = twoDigits(bytes, start + 8);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > DAYS[month]) {
      return isLeapDay(year, month, day) ? (year * 100 + month) * 100 + day : NONE;
    }
    return (year * 100 + month) * 100 + day;
  }

  private static boolean isLeapDay(int year, int month, int day) {
    return year >= 0 && month == 2 && day == 29 && YearMonth.of(year, 2).isValidDay(29);
  }

  // A number far below zero where either byte is no digit, so that sums of it stay below zero.
  private static int twoDigits(byte[] bytes, int index) {
    int tens = bytes[index] - '0';
    int ones = bytes[index + 1] - '0';
    boolean digits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9;
    return digits ? 10 * tens + ones : -1_000_000;
  }
}
