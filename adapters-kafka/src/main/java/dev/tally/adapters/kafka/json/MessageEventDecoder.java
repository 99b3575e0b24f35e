package dev.tally.adapters.kafka.json;

import dev.tally.adapters.kafka.json.JsonObjectReader.Field;
import dev.tally.adapters.kafka.json.JsonObjectReader.Kind;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.message.MessageEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages. The timestamp must be there; number and text may be missing, but not be wrong.
 * Other fields may hold anything. Records of more than 1 MiB are refused unread.
 */
final class MessageEventDecoder implements Decoder<MessageEvent> {

  private static final int TIMESTAMP = 0;

  private final ZoneRules rules;
  private final JsonObjectReader json =
      new JsonObjectReader(
          List.of(
              new Field("timestamp", Kind.TEXT),
              new Field("id", Kind.WHOLE_NUMBER),
              new Field("message", Kind.TEXT)));

  /** Reads timestamps that name no zone in this one. */
  MessageEventDecoder(ZoneId zone) {
    this.rules = zone.getRules();
  }

  @Override
  public MessageEvent decode(byte[] bytes, int offset, int length) throws UndecodableException {
    RecordSize.require(length);
    @Nullable String[] texts = json.read(bytes, offset, length);
    String timestamp = texts[TIMESTAMP];
    if (timestamp == null) {
      throw Reason.because("field \"timestamp\" is missing");
    }
    byte[] text = timestamp.getBytes(StandardCharsets.UTF_8);
    if (!TimestampText.isTimestamp(text, 0, text.length)) {
      throw Reason.because(
          "field \"timestamp\" is not a time like 2025-04-21 14:08:35: "
              + Reason.quoted(timestamp));
    }
    return new MessageEvent(TimestampText.epochMillis(text, 0, text.length, rules));
  }
}
