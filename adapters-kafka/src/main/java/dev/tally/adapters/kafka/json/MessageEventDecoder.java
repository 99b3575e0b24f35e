package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.message.MessageEvent;
import java.time.ZoneId;

/**
 * Decodes messages: those of the usual shape at once, all others, right or wrong, by the book.
 * Records of more than 1 MiB are refused unread.
 */
final class MessageEventDecoder implements Decoder<MessageEvent> {

  private final PlainMessageScanner scanner;
  private final MessageEventReader reader;

  /** Reads timestamps that name no zone in this one. */
  MessageEventDecoder(ZoneId zone) {
    this.scanner = new PlainMessageScanner(zone);
    this.reader = new MessageEventReader(zone);
  }

  @Override
  public MessageEvent decode(byte[] bytes, int offset, int length) throws UndecodableException {
    RecordSize.require(length);
    MessageEvent event = scanner.scan(bytes, offset, length);
    return event != null ? event : reader.read(bytes, offset, length);
  }
}
