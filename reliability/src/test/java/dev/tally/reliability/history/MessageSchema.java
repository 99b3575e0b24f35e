package dev.tally.reliability.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The topics of {@code minute-windows}, for windows of a minute and times in UTC without a zone.
 */
public record MessageSchema() implements Schema {

  private static final List<String> STATES = List.of("open", "closed", "final");

  @Override
  public Reading input(byte @Nullable [] value) {
    if (value == null) {
      return new Reading.Ignored();
    }
    try {
      String time = Json.text(Json.object(value), "timestamp");
      return new Reading.Counted(
          LocalDateTime.parse(time.replace(' ', 'T')).truncatedTo(ChronoUnit.MINUTES).toString());
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Reading.Rejected(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CountRow row(byte @Nullable [] key, byte @Nullable [] value) {
    JsonNode row = Json.object(value);
    LocalDateTime start = LocalDateTime.parse(Json.text(row, "window_start"));
    LocalDateTime end = LocalDateTime.parse(Json.text(row, "window_end"));
    if (!end.equals(start.plusMinutes(1))) {
      throw new IllegalArgumentException("no window of a minute: " + row);
    }
    JsonNode window = Json.object(key);
    if (!Json.text(window, "window_start").equals(Json.text(row, "window_start"))
        || !Json.text(window, "window_end").equals(Json.text(row, "window_end"))) {
      throw new IllegalArgumentException("key and value are of different windows: " + row);
    }
    int settled = STATES.indexOf(Json.text(row, "state"));
    if (settled < 0) {
      throw new IllegalArgumentException("no state of a window: " + row);
    }
    return new CountRow(start.toString(), Json.number(row, "count"), settled);
  }
}
