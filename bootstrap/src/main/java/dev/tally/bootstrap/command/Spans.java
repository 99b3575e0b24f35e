package dev.tally.bootstrap.command;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time as users write them: a number and its unit, {@code 500ms}, {@code 1s}, {@code 5m}.
 */
final class Spans {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private Spans() {}

  /** Reads a span of at most a hundred years. */
  static Duration parse(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (matcher.matches()) {
      ChronoUnit unit = UNITS.getOrDefault(matcher.group(2), ChronoUnit.MILLIS);
      long number = Long.parseLong(matcher.group(1));
      if (number
          <= ChronoUnit.DECADES.getDuration().multipliedBy(10).dividedBy(unit.getDuration())) {
        return Duration.of(number, unit);
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no span of time: a whole number and ms, s, m, h or d, such as 500ms or 1s");
  }
}
