package dev.tally.adapters.flink;

import dev.tally.application.port.out.UndecodableException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns a read record into one that is no event. */
final class RejectedRecords {

  private RejectedRecords() {}

  static void reject(ReadRecord<?> record, int partition, long offset) {
    record.rejected(
        DeadLetters.of(
            new ConsumerRecord<>("in", partition, offset, new byte[] {1}, new byte[] {2}),
            new UndecodableException("not an event")));
  }
}
