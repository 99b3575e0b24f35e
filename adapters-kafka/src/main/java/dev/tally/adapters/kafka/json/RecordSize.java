package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.UndecodableException;

/** How large a record may be. */
final class RecordSize {

  /** The largest record, as brokers have it by default. */
  static final int LARGEST = 1024 * 1024;

  private RecordSize() {}

  /** Refuses a record that is too large to be looked at. */
  static void require(int length) throws UndecodableException {
    if (length > LARGEST) {
      throw Reason.because("%d bytes are more than %d".formatted(length, LARGEST));
    }
  }
}
