package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;
import java.time.chrono.IsoChronology;

/**
 * Reads timestamps as text: {@code yyyy-MM-dd HH:mm:ss}, or with a {@code T} between, a fraction of
 * one to nine digits or none, and {@code Z}, an offset such as {@code +09:00}, or no zone. It
 * remembers the last one's date, hour and minute, since neighbouring records mostly share them.
 * Used by one thread.
 */
final class TimestampText {

  /** No timestamp, or one of a date that the calendar does not have. */
  static final long NONE = Long.MIN_VALUE;

  /** How long the usual forms are; the first is the shortest there is. */
  static final int TO_SECONDS = "yyyy-MM-dd HH:mm:ss".length();

  static final int TO_MILLIS = "yyyy-MM-dd HH:mm:ss.SSS".length();

  private static final byte[] EPOCH = "1970-01-01T00:00".getBytes(US_ASCII);
  private static final int OFFSET_LENGTH = "+HH:mm".length();
  private static final int LONGEST_FRACTION = 9;
  private static final int FARTHEST_OFFSET = 18 * 3_600;
  private static final int DAY = 86_400;
  private static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final LocalOffsets offsets;
  // The text up to the minute, in two words, and what it says; right from the start.
  private long lastDate = ByteWord.at(EPOCH, 0);
  private long lastMinute = ByteWord.at(EPOCH, Long.BYTES);
  private long lastSeconds;

  /** Reads timestamps that name no zone in that of the offsets. */
  TimestampText(LocalOffsets offsets) {
    this.offsets = offsets;
  }

  /** Returns epoch milliseconds, what is finer cut off; NONE where the bytes are no timestamp. */
  long epochMillis(byte[] bytes, int start, int length) {
    if (length < TO_SECONDS || bytes[start + 16] != ':') {
      return NONE;
    }
    long minute = secondsToMinute(bytes, start);
    if (length == TO_MILLIS && minute != NONE && start + 3 * Long.BYTES <= bytes.length) {
      int millis = MinuteRest.millis(ByteWord.at(bytes, start + 2 * Long.BYTES));
      if (millis >= 0) {
        return (minute - offsets.at(minute + millis / 1_000)) * 1_000 + millis;
      }
    }
    int second = twoDigits(bytes, start + 17);
    if (minute == NONE || second < 0 || second >= 60) {
      return NONE;
    }
    return withFractionAndZone(bytes, start + TO_SECONDS, start + length, minute + second);
  }

  private long withFractionAndZone(byte[] bytes, int start, int end, long local) {
    int zone = start;
    int millis = 0;
    if (start < end && bytes[start] == '.') {
      int scale = 100;
      for (zone++; zone < end && isDigit(bytes[zone]); zone++) {
        millis += (bytes[zone] - '0') * scale;
        scale /= 10;
      }
      int digits = zone - start - 1;
      if (digits < 1 || digits > LONGEST_FRACTION) {
        return NONE;
      }
    }
    int offset = zone == end ? offsets.at(local) : statedOffset(bytes, zone, end);
    return offset == NO_OFFSET ? NONE : (local - offset) * 1_000 + millis;
  }

  /** Returns date, hour and minute as seconds since 1970 by the zone's clocks, or NONE. */
  private long secondsToMinute(byte[] bytes, int start) {
    long date = ByteWord.at(bytes, start);
    long minute = ByteWord.at(bytes, start + Long.BYTES);
    if (date != lastDate || minute != lastMinute) {
      long seconds = readToMinute(bytes, start);
      if (seconds == NONE) {
        return NONE;
      }
      lastDate = date;
      lastMinute = minute;
      lastSeconds = seconds;
    }
    return lastSeconds;
  }

  private static long readToMinute(byte[] bytes, int start) {
    if (!hasSeparators(bytes, start)) {
      return NONE;
    }
    long day = epochDay(bytes, start);
    int hour = twoDigits(bytes, start + 11);
    int minute = twoDigits(bytes, start + 14);
    boolean isTime = (hour | minute) >= 0 && hour < 24 && minute < 60;
    return day == NONE || !isTime ? NONE : day * DAY + (hour * 60 + minute) * 60L;
  }

  private static boolean hasSeparators(byte[] bytes, int start) {
    return bytes[start + 4] == '-'
        && bytes[start + 7] == '-'
        && (bytes[start + 10] == ' ' || bytes[start + 10] == 'T')
        && bytes[start + 13] == ':';
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
