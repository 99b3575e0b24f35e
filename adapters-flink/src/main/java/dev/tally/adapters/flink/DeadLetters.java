package dev.tally.adapters.flink;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.out.DeadLetterTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records to write of dead letters. */
final class DeadLetters {

  private DeadLetters() {}

  /** Returns the record that keeps a dead letter; the broker or client gives it its timestamp. */
  static ProducerRecord<byte[], byte[]> toRecord(DeadLetter deadLetter, DeadLetterTopic topic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.name(),
            topic.partitionFor(deadLetter.rejection().partition()),
            deadLetter.key(),
            deadLetter.value());
    deadLetter
        .headersOnTopic()
        .forEach(header -> record.headers().add(header.name(), header.value()));
    return record;
  }
}
