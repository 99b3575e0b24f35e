package dev.tally.adapters.kafka.json;

import java.time.LocalDate;
import java.time.chrono.IsoChronology;

/**
 * Timestamps as text: {@code yyyy-MM-dd HH:mm:ss}, or with a {@code T} between, a fraction of one
 * to nine digits or none, and {@code Z}, an offset such as {@code +09:00}, or no zone.
 */
final class TimestampText {

  /** No timestamp, or one of a date that the calendar does not have. */
  static final long NONE = Long.MIN_VALUE;

  private static final int SHORTEST = "yyyy-MM-dd HH:mm:ss".length();
  private static final int OFFSET_LENGTH = "+HH:mm".length();
  private static final int LONGEST_FRACTION = 9;
  private static final int FARTHEST_OFFSET = 18 * 3_600;
  private static final int DAY = 86_400;
  private static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private TimestampText() {}

  /** Tells whether the bytes are such a timestamp, of a date that the calendar has. */
  static boolean isTimestamp(byte[] bytes, int start, int length) {
    return epochMillis(bytes, start, length, LocalOffsets.UTC) != NONE;
  }

  /**
   * Returns epoch milliseconds, what is finer cut off; NONE where the bytes are no timestamp.
   *
   * @param offsets of the zone of timestamps that name none
   */
  static long epochMillis(byte[] bytes, int start, int length, LocalOffsets offsets) {
    if (length < SHORTEST || !hasSeparators(bytes, start)) {
      return NONE;
    }
    int end = start + length;
    int zone = endOfFraction(bytes, start + SHORTEST, end);
    long day = epochDay(bytes, start);
    int second = secondOfDay(bytes, start + 11);
    if (zone < 0 || day == NONE || second < 0) {
      return NONE;
    }
    long local = day * DAY + second;
    int offset = zone == end ? offsets.at(local) : statedOffset(bytes, zone, end);
    return offset == NO_OFFSET
        ? NONE
        : (local - offset) * 1_000 + millis(bytes, start + SHORTEST, zone);
  }

  private static boolean hasSeparators(byte[] bytes, int start) {
    return bytes[start + 4] == '-'
        && bytes[start + 7] == '-'
        && (bytes[start + 10] == ' ' || bytes[start + 10] == 'T')
        && bytes[start + 13] == ':'
        && bytes[start + 16] == ':';
  }

  /** Returns the date as days since 1970-01-01; NONE where it is none. */
  private static long epochDay(byte[] bytes, int start) {
    int century = twoDigits(bytes, start);
    int yearOfCentury = twoDigits(bytes, start + 2);
    int month = twoDigits(bytes, start + 5);
    int day = twoDigits(bytes, start + 8);
    int year = century * 100 + yearOfCentury;
    return (century | yearOfCentury) >= 0 && isDate(year, month, day)
        ? LocalDate.of(year, month, day).toEpochDay()
        : NONE;
  }

  private static boolean isDate(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && (day <= DAYS[month - 1]
            || (day == 29 && month == 2 && IsoChronology.INSTANCE.isLeapYear(year)));
  }

  /** Returns the time of day in seconds; negative where it is none. */
  private static int secondOfDay(byte[] bytes, int start) {
    int hour = twoDigits(bytes, start);
    int minute = twoDigits(bytes, start + 3);
    int second = twoDigits(bytes, start + 6);
    boolean isTime = (hour | minute | second) >= 0 && hour < 24 && minute < 60 && second < 60;
    return isTime ? hour * 3_600 + minute * 60 + second : -1;
  }

  /** Returns where the fraction, if there is one, ends; -1 where it is none. */
  private static int endOfFraction(byte[] bytes, int dot, int end) {
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

  private static int millis(byte[] bytes, int dot, int end) {
    int millis = 0;
    for (int i = dot + 1; i <= dot + 3; i++) {
      millis = millis * 10 + (i < end ? bytes[i] - '0' : 0);
    }
    return millis;
  }

  /** Returns the seconds of {@code Z} or {@code +HH:mm}. */
  private static int statedOffset(byte[] bytes, int start, int end) {
    byte sign = bytes[start];
    if (sign == 'Z') {
      return start + 1 == end ? 0 : NO_OFFSET;
    }
    if (end - start != OFFSET_LENGTH || (sign != '+' && sign != '-') || bytes[start + 3] != ':') {
      return NO_OFFSET;
    }
    int hours = twoDigits(bytes, start + 1);
    int minutes = twoDigits(bytes, start + 4);
    int seconds = hours * 3_600 + minutes * 60;
    if ((hours | minutes) < 0 || minutes >= 60 || seconds > FARTHEST_OFFSET) {
      return NO_OFFSET;
    }
    return sign == '-' ? -seconds : seconds;
  }

  /** Returns the number; negative where there are other bytes than digits. */
  private static int twoDigits(byte[] bytes, int start) {
    byte tens = bytes[start];
    byte ones = bytes[start + 1];
    return isDigit(tens) && isDigit(ones) ? (tens - '0') * 10 + ones - '0' : -1;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
