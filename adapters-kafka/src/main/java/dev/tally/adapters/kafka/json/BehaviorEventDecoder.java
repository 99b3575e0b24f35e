package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;

/**
 * Decodes user behavior events: those of the usual shape at once, all others, right or wrong, by
 * the book. Records of more than 1 MiB are refused unread.
 */
final class BehaviorEventDecoder implements Decoder<BehaviorEvent> {

  private final PlainEventScanner scanner = new PlainEventScanner();
  private final BehaviorEventReader reader = new BehaviorEventReader();

  @Override
  public BehaviorEvent decode(byte[] bytes, int offset, int length) throws UndecodableException {
    RecordSize.require(length);
    BehaviorEvent event = scanner.scan(bytes, offset, length);
    return event != null ? event : reader.read(bytes, offset, length);
  }
}
