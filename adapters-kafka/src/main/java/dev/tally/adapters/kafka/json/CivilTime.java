package dev.tally.adapters.kafka.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.zone.ZoneRules;

/** Writes a time of day and date as text: {@code yyyy-MM-dd HH:mm:ss[.SSS]}. */
final class CivilTime {

  /** The length with milliseconds, for the years 0 to 9999. */
  static final int LENGTH = 23;

  private static final int MILLIS_PER_DAY = 86_400_000;

  private CivilTime() {}

  /**
   * Appends a time, without its zone.
   *
   * @param localMillis milliseconds since 1970-01-01T00:00 by the local calendar
   * @param separator between date and time
   * @param millisAlways whether milliseconds are written where they are zero
   */
  static void write(JsonBytes out, long localMillis, char separator, boolean millisAlways) {
    writeDate(out, LocalDate.ofEpochDay(Math.floorDiv(localMillis, (long) MILLIS_PER_DAY)));
    int millis = Math.floorMod(localMillis, MILLIS_PER_DAY);
    int seconds = millis / 1_000;
    int minutes = seconds / 60;
    out.raw(separator).twoDigits(minutes / 60);
    out.raw(':').twoDigits(minutes % 60);
    out.raw(':').twoDigits(seconds % 60);
    int rest = millis - seconds * 1_000;
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
