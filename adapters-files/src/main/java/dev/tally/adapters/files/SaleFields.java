package dev.tally.adapters.files;

import java.time.Year;
import java.util.Arrays;

/** Reads quantities and days digit by digit. */
final class SaleFields {

  /** Stands for a field that is not what it should be. */
  static final int NONE = -1;

  /** How many characters a day has: {@code yyyy-mm-dd}. */
  static final int DATE_LENGTH = 10;

  // By the month in a byte; no days where there is no such month.
  private static final byte[] DAYS =
      Arrays.copyOf(new byte[] {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}, 256);

  // The first eight bytes of a date and the last eight, as words: the first byte is the lowest.
  private static final int LAST_EIGHT = DATE_LENGTH - Long.BYTES;
  private static final long ZERO_DATE = 0x2D30302D30303030L; // 0000-00-
  private static final long ZERO_DATE_END = 0x30302D30302D3030L; // 00-00-00

  // Added to what differs from them, gives a high bit to a digit above nine, and to any other dash.
  private static final long LIMIT = 0x7F76767F76767676L;
  private static final long LIMIT_END = 0x76767F76767F7676L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private SaleFields() {}

  /** Returns a whole number of at least 1, or {@link #NONE}. */
  static int quantity(byte[] bytes, int start, int end) {
    if (end - start == 1) { // as most are
      int digit = bytes[start] - '0';
      return digit >= 1 && digit <= 9 ? digit : NONE;
    }
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
    if (end - start != DATE_LENGTH) {
      return NONE;
    }
    long first = ByteWords.at(bytes, start) ^ ZERO_DATE;
    long last = ByteWords.at(bytes, start + LAST_EIGHT) ^ ZERO_DATE_END;
    if ((((first + LIMIT) | first | (last + LIMIT_END) | last) & HIGH_BITS) != 0) {
      return NONE;
    }
    long pairs = DigitWords.pairs(last); // yy, mm and dd in bytes 0, 3 and 6
    int year = ((int) DigitWords.pairs(first) & 0xFF) * 100 + ((int) pairs & 0xFF);
    int month = (int) (pairs >>> 24) & 0xFF;
    int day = (int) (pairs >>> 48) & 0xFF;
    if (day < 1 || day > DAYS[month]) {
      return isLeapDay(year, month, day) ? (year * 100 + month) * 100 + day : NONE;
    }
    return (year * 100 + month) * 100 + day;
  }

  private static boolean isLeapDay(int year, int month, int day) {
    return month == 2 && day == 29 && Year.isLeap(year);
  }
}
