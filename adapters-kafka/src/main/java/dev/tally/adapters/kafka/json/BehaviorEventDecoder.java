package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;

/**
 * Decodes user behavior events: those of the usual shape at once, all others, right or wrong, by
 * the book. Records of more than 1 MiB are refused unread.
 */
final class BehaviorEventDecoder implements Decoder<BehaviorEvent> {

  /** The largest record, as brokers have it by default. */
  static final int LONGEST = 1024 * 1024;

  private final PlainEventScanner scanner = new PlainEventScanner();
  private final BehaviorEventReader reader = new BehaviorEventReader();

  @Override
  public BehaviorEvent decode(byte[] bytes, int offset, int length) throws UndecodableException {
    if (length > LONGEST) {
      throw Reason.because("%d bytes are more than %d".formatted(length, LONGEST));
    }
    BehaviorEvent event = scanner.scan(bytes, offset, length);
    return event != null ? event : reader.read(bytes, offset, length);
  }
}
