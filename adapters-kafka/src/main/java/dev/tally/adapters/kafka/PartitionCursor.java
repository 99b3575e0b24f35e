package dev.tally.adapters.kafka;

import dev.tally.application.port.out.RecordReader.RecordHandler;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far one partition was handed over, and where it ends. */
final class PartitionCursor {

  /** The end of a partition that is read for ever. */
  static final long NO_END = Long.MAX_VALUE;

  private final TopicPartition partition;
  private final long end;
  private long position;
  private @Nullable ConsumerRecord<ByteBuffer, ByteBuffer> current;

  PartitionCursor(TopicPartition partition, long position, long end) {
    this.partition = partition;
    this.position = position;
    this.end = end;
  }

  /** Returns which partition. */
  TopicPartition partition() {
    return partition;
  }

  /** Returns the offset after the last record handed over or skipped, at most the end. */
  long position() {
    return position;
  }

  /** Tells whether nothing more is to be handed over. */
  boolean isAtEnd() {
    return position >= end;
  }

  /**
   * Notes that the consumer came further: past transaction markers, or what compaction left out.
   */
  void skipTo(long offset) {
    position = Math.max(position, Math.min(offset, end));
  }

  /**
   * Hands over records before the end.
   *
   * @return how many
   */
  int handOver(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, RecordHandler handler) {
    int count = 0;
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      if (record.offset() >= end) {
        break;
      }
      current = record;
      handOver(record.offset(), record.value(), handler);
      position = record.offset() + 1;
      count++;
    }
    current = null;
    return count;
  }

  /** Returns the record that is being handed over, or null. */
  @Nullable ConsumerRecord<ByteBuffer, ByteBuffer> current() {
    return current;
  }

  private void handOver(long offset, @Nullable ByteBuffer value, RecordHandler handler) {
    if (value == null) {
      handler.accept(partition.partition(), offset, null, 0, 0);
    } else if (value.hasArray()) {
      int start = value.arrayOffset() + value.position();
      handler.accept(partition.partition(), offset, value.array(), start, value.remaining());
    } else {
      byte[] copy = new byte[value.remaining()];
      value.get(copy);
      handler.accept(partition.partition(), offset, copy, 0, copy.length);
    }
  }
}
