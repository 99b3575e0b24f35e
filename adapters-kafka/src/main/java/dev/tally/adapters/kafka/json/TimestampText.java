package dev.tally.adapters.kafka.json;

import java.time.YearMonth;

/**
 * Timestamps as text without a zone: {@code yyyy-MM-dd HH:mm:ss}, or with a {@code T} between, and
 * a fraction of one to nine digits or none.
 */
final class TimestampText {

  private static final String SHAPE = "0000-00-00 00:00:00";
  private static final int LONGEST_FRACTION = 9;

  private TimestampText() {}

  /** Tells whether the bytes are such a timestamp, of a date that the calendar has. */
  static boolean isTimestamp(byte[] bytes, int start, int length) {
    return hasShape(bytes, start, length)
        && isFraction(bytes, start + SHAPE.length(), length - SHAPE.length())
        && isDate(number(bytes, start, 4), number(bytes, start + 5, 2), number(bytes, start + 8, 2))
        && number(bytes, start + 11, 2) < 24
        && number(bytes, start + 14, 2) < 60
        && number(bytes, start + 17, 2) < 60;
  }

  private static boolean hasShape(byte[] bytes, int start, int length) {
    if (length < SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char wanted = SHAPE.charAt(i);
      byte found = bytes[start + i];
      boolean fits =
          switch (wanted) {
            case '0' -> isDigit(found);
            case ' ' -> found == ' ' || found == 'T';
            default -> found == wanted;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFraction(byte[] bytes, int start, int length) {
    if (length == 0) {
      return true;
    }
    if (length < 2 || length > 1 + LONGEST_FRACTION || bytes[start] != '.') {
      return false;
    }
    for (int i = 1; i < length; i++) {
      if (!isDigit(bytes[start + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDate(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    return day <= 28 || YearMonth.of(year, month).isValidDay(day);
  }

  private static int number(byte[] bytes, int start, int digits) {
    int value = 0;
    for (int i = start; i < start + digits; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return value;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
