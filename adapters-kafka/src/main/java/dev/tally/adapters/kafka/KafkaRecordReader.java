package dev.tally.adapters.kafka;

import dev.tally.application.port.out.RecordReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Hands over the records of some partitions where they lie in the fetched bytes, committed ones
 * only. A bounded input ends at its ends: records beyond are not handed over.
 */
final class KafkaRecordReader implements RecordReader {

  private final TopicConsumer<ByteBuffer, ByteBuffer> consumer;
  private final List<PartitionCursor> cursors;
  private final List<PartitionCursor> unfinished;

  /**
   * Starts where the cursors are.
   *
   * @param consumer assigned to these partitions, at these positions
   */
  KafkaRecordReader(TopicConsumer<ByteBuffer, ByteBuffer> consumer, List<PartitionCursor> cursors) {
    this.consumer = consumer;
    this.cursors = List.copyOf(cursors);
    this.unfinished = new ArrayList<>(cursors);
    pauseAtEnds();
  }

  @Override
  public int poll(Duration timeout, RecordHandler handler) {
    ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(timeout);
    int handedOver = 0;
    for (PartitionCursor cursor : unfinished) {
      handedOver += cursor.handOver(records.records(cursor.partition()), handler);
      cursor.skipTo(consumer.position(cursor.partition(), cursor.position()));
    }
    pauseAtEnds();
    return handedOver;
  }

  @Override
  public Surroundings surroundings() {
    for (PartitionCursor cursor : unfinished) {
      ConsumerRecord<ByteBuffer, ByteBuffer> record = cursor.current();
      if (record != null) {
        return new Surroundings(
            RecordParts.bytes(record.key()),
            RecordParts.headers(record.headers()),
            record.timestamp());
      }
    }
    throw new IllegalStateException("no record is being handed over");
  }

  @Override
  public Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new TreeMap<>();
    for (PartitionCursor cursor : cursors) {
      positions.put(cursor.partition().partition(), cursor.position());
    }
    return positions;
  }

  @Override
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void pauseAtEnds() {
    for (PartitionCursor cursor : unfinished) {
      if (cursor.isAtEnd()) {
        consumer.pause(cursor.partition());
      }
    }
    unfinished.removeIf(PartitionCursor::isAtEnd);
  }
}
