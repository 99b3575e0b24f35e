package dev.tally.adapters.kafka;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.out.DeadLetterTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Dead letters as records on their way to their topic. */
final class DeadLetterRecords {

  private DeadLetterRecords() {}

  /**
   * Returns the record. It has no timestamp, so that it gets the time at which it is written: the
   * original one, kept in a header, may be one that the broker refuses or deletes at once.
   */
  static ProducerRecord<byte[], byte[]> of(DeadLetter deadLetter, DeadLetterTopic topic) {
    return new ProducerRecord<>(
        topic.name(),
        topic.partitionFor(deadLetter.rejection().partition()),
        deadLetter.key(),
        deadLetter.value(),
        RecordParts.clientHeaders(deadLetter.headersOnTopic()));
  }
}
