package dev.tally.adapters.kafka.json;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Timestamps as text: {@code yyyy-MM-dd HH:mm:ss}, or with a {@code T} between, a fraction of one
 * to nine digits or none, and {@code Z}, an offset such as {@code +09:00}, or no zone.
 */
final class TimestampText {

  private static final String SHAPE = "0000-00-00 00:00:00";
  private static final String OFFSET_SHAPE = "00:00";
  private static final int LONGEST_FRACTION = 9;
  private static final int FARTHEST_OFFSET_MINUTES = 18 * 60;

  private TimestampText() {}

  /** Tells whether the bytes are such a timestamp, of a date that the calendar has. */
  static boolean isTimestamp(byte[] bytes, int start, int length) {
    if (length < SHAPE.length() || !hasShape(bytes, start, SHAPE)) {
      return false;
    }
    int end = start + length;
    int zone = endOfFraction(bytes, start, end);
    return zone > 0
        && isZone(bytes, zone, end)
        && isDate(number(bytes, start, 4), number(bytes, start + 5, 2), number(bytes, start + 8, 2))
        && number(bytes, start + 11, 2) < 24
        && number(bytes, start + 14, 2) < 60
        && number(bytes, start + 17, 2) < 60;
  }

  /**
   * Returns epoch milliseconds, what is finer cut off.
   *
   * @param start where a timestamp starts, by {@link #isTimestamp}
   * @param rules the zone of timestamps that name none. A local time that a clock change skips is
   *     moved on by the gap; one that it repeats is the earlier of the two
   */
  static long epochMillis(byte[] bytes, int start, int length, ZoneRules rules) {
    LocalDateTime local =
        LocalDateTime.of(
            number(bytes, start, 4),
            number(bytes, start + 5, 2),
            number(bytes, start + 8, 2),
            number(bytes, start + 11, 2),
            number(bytes, start + 14, 2),
            number(bytes, start + 17, 2));
    int end = start + length;
    int zone = endOfFraction(bytes, start, end);
    ZoneOffset offset =
        zone < end ? ZoneOffset.ofTotalSeconds(offsetSeconds(bytes, zone)) : rules.getOffset(local);
    return local.toEpochSecond(offset) * 1_000 + millis(bytes, start + SHAPE.length(), zone);
  }

  private static boolean hasShape(byte[] bytes, int start, String shape) {
    for (int i = 0; i < shape.length(); i++) {
      char wanted = shape.charAt(i);
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

  /** Returns where the fraction, if there is one, ends; -1 where it is none. */
  private static int endOfFraction(byte[] bytes, int start, int end) {
    int dot = start + SHAPE.length();
    if (dot == end || bytes[dot] != '.') {
      return dot;
    }
    int i = dot + 1;
    while (i < end && isDigit(bytes[i])) {
      i++;
    }
    int digits = i - dot - 1;
    return digits >= 1 && digits <= LONGEST_FRACTION ? i : -1;
  }

  private static boolean isZone(byte[] bytes, int start, int end) {
    if (start == end) {
      return true;
    }
    if (bytes[start] == 'Z') {
      return start + 1 == end;
    }
    return (bytes[start] == '+' || bytes[start] == '-')
        && end - start == 1 + OFFSET_SHAPE.length()
        && hasShape(bytes, start + 1, OFFSET_SHAPE)
        && number(bytes, start + 4, 2) < 60
        && Math.abs(offsetSeconds(bytes, start)) <= FARTHEST_OFFSET_MINUTES * 60;
  }

  private static int offsetSeconds(byte[] bytes, int start) {
    if (bytes[start] == 'Z') {
      return 0;
    }
    int seconds = number(bytes, start + 1, 2) * 3_600 + number(bytes, start + 4, 2) * 60;
    return bytes[start] == '-' ? -seconds : seconds;
  }

  private static boolean isDate(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    return day <= 28 || YearMonth.of(year, month).isValidDay(day);
  }

  private static int millis(byte[] bytes, int dot, int end) {
    int millis = 0;
    for (int i = dot + 1; i <= dot + 3; i++) {
      millis = millis * 10 + (i < end ? bytes[i] - '0' : 0);
    }
    return millis;
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
