package dev.tally.adapters.flink;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Makes dead letters of records that were read, and records to write of dead letters. */
final class DeadLetters {

  private DeadLetters() {}

  /** Returns the dead letter that a record is for this reason. */
  static DeadLetter of(ConsumerRecord<byte[], byte[]> record, UndecodableException reason) {
    List<RecordHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new RecordHeader(header.key(), header.value()));
    }
    return new DeadLetter(
        new RejectedRecord(record.topic(), record.partition(), record.offset(), reason.reason()),
        reason.getClass().getName(),
        FlinkEngine.NAME,
        record.timestamp(),
        record.key(),
        record.value(),
        headers);
  }

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
