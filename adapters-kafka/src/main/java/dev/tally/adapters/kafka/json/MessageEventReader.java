package dev.tally.adapters.kafka.json;

import dev.tally.adapters.kafka.json.JsonObjectReader.Field;
import dev.tally.adapters.kafka.json.JsonObjectReader.Kind;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.message.MessageEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what a message is: the judge of every record that is out of the ordinary. The timestamp must
 * be there; number and text may be missing, but not be wrong. Other fields may hold anything. Used
 * by one thread.
 */
final class MessageEventReader {

  private static final int TIMESTAMP = 0;

  private final JsonObjectReader json =
      new JsonObjectReader(
          List.of(
              new Field("timestamp", Kind.TEXT),
              new Field("id", Kind.WHOLE_NUMBER),
              new Field("message", Kind.TEXT)));
  private final TimestampText timestamps;

  /** Reads timestamps that name no zone in this one. */
  MessageEventReader(ZoneId zone) {
    this.timestamps = new TimestampText(new LocalOffsets(zone));
  }

  /** Reads one record. */
  MessageEvent read(byte[] bytes, int offset, int length) throws UndecodableException {
    @Nullable String[] texts = json.read(bytes, offset, length);
    String written = texts[TIMESTAMP];
    if (written == null) {
      throw Reason.because("field \"timestamp\" is missing");
    }
    byte[] text = written.getBytes(StandardCharsets.UTF_8);
    long timestamp = timestamps.epochMillis(text, 0, text.length);
    if (timestamp == TimestampText.NONE) {
      throw Reason.because(
          "field \"timestamp\" is not a time like 2025-04-21 14:08:35: " + Reason.quoted(written));
    }
    return new MessageEvent(timestamp);
  }
}
