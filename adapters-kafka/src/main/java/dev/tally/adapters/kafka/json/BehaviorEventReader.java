package dev.tally.adapters.kafka.json;

import dev.tally.adapters.kafka.json.JsonObjectReader.Field;
import dev.tally.adapters.kafka.json.JsonObjectReader.Kind;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what a user behavior event is: the judge of every record that is out of the ordinary. The
 * category and the behavior must be there; user, item and time may be missing, but not be wrong.
 * Other fields may hold anything. Used by one thread.
 */
final class BehaviorEventReader {

  private static final int CATEGORY = 0;
  private static final int BEHAVIOR = 1;
  private static final int TIME = 2;
  private static final List<Field> FIELDS =
      List.of(
          new Field("category", Kind.TEXT),
          new Field("behavior", Kind.TEXT),
          new Field("ts", Kind.TEXT),
          new Field("user_id", Kind.TEXT),
          new Field("item_id", Kind.TEXT));

  private final JsonObjectReader json = new JsonObjectReader(FIELDS);
  private final TimestampText timestamps = new TimestampText(LocalOffsets.UTC);

  /** Reads one record. */
  BehaviorEvent read(byte[] bytes, int offset, int length) throws UndecodableException {
    @Nullable String[] texts = json.read(bytes, offset, length);
    String category = required(texts, CATEGORY);
    String behavior = required(texts, BEHAVIOR);
    String time = texts[TIME];
    if (time != null && !isTimestamp(time)) {
      throw Reason.because(
          "field \"ts\" is not a time like 2025-04-21 14:10:45.123: " + Reason.quoted(time));
    }
    return new BehaviorEvent(category, behavior);
  }

  private static String required(@Nullable String[] texts, int field) throws UndecodableException {
    String text = texts[field];
    if (text == null) {
      throw Reason.because("field \"%s\" is missing".formatted(FIELDS.get(field).name()));
    }
    return text;
  }

  private boolean isTimestamp(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return timestamps.epochMillis(bytes, 0, bytes.length) != TimestampText.NONE;
  }
}
