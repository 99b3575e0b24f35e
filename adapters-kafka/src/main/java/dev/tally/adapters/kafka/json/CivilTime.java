package dev.tally.adapters.kafka.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRules;

/** Writes a time of day and date as text: {@code yyyy-MM-dd HH:mm:ss[.SSS]}. */
final class CivilTime {

  /** The length up to the minute and the colon behind it, for the years 0 to 9999. */
  static final int TO_MINUTE_LENGTH = 17;

  /** The length of seconds with milliseconds. */
  static final int SECONDS_LENGTH = 6;

  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final int MILLIS_PER_MINUTE = 60_000;

  private CivilTime() {}

  /**
   * Appends a time, without its zone.
   *
   * @param localMillis milliseconds since 1970-01-01T00:00 by the local calendar
   * @param separator between date and time
   * @param millisAlways whether milliseconds are written where they are zero
   */
  static void write(JsonBytes out, long localMillis, char separator, boolean millisAlways) {
    writeToMinute(out, localMillis, separator);
    writeSeconds(out, Math.floorMod(localMillis, MILLIS_PER_MINUTE), millisAlways);
  }

  /** Appends what stands before the seconds: {@code yyyy-MM-dd HH:mm:}. */
  static void writeToMinute(JsonBytes out, long localMillis, char separator) {
    writeDate(out, LocalDate.ofEpochDay(Math.floorDiv(localMillis, (long) MILLIS_PER_DAY)));
    int minutes = Math.floorMod(localMillis, MILLIS_PER_DAY) / MILLIS_PER_MINUTE;
    out.raw(separator).twoDigits(minutes / 60);
    out.raw(':').twoDigits(minutes % 60).raw(':');
  }

  /** Appends the seconds of a minute: {@code ss[.SSS]}. */
  static void writeSeconds(JsonBytes out, int millisOfMinute, boolean millisAlways) {
    int seconds = millisOfMinute / 1_000;
    int rest = millisOfMinute - seconds * 1_000;
    out.twoDigits(seconds);
    if (millisAlways || rest != 0) {
      out.raw('.').raw((char) ('0' + rest / 100)).twoDigits(rest % 100);
    }
  }

  /** Returns the milliseconds since 1970-01-01T00:00 by the calendar of a zone. */
  static long localMillis(long epochMillis, ZoneRules rules) {
    return epochMillis
        + rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds() * 1_000L;
  }

  // Years beyond four digits have a sign, as ISO 8601 has it.
  private static void writeDate(JsonBytes out, LocalDate date) {
    int year = date.getYear();
    if (year > 9_999) {
      out.raw('+').number(year);
    } else {
      if (year < 0) {
        out.raw('-');
      }
      int distance = Math.abs(year);
      if (distance > 9_999) {
        out.number(distance);
      } else {
        out.twoDigits(distance / 100).twoDigits(distance % 100);
      }
    }
    out.raw('-').twoDigits(date.getMonthValue());
    out.raw('-').twoDigits(date.getDayOfMonth());
  }
}
