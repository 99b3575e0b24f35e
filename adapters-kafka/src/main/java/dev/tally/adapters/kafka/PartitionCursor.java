package dev.tally.adapters.kafka;

import dev.tally.adapters.kafka.fetch.FetchedBatches;
import dev.tally.adapters.kafka.fetch.UnusualFetchException;
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

  /** Returns the offset after the last record to hand over. */
  long end() {
    return end;
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

  /**
   * Hands over records before the end, at most so many, and passes what is none.
   *
   * @return how many; fewer than {@code most} where no more came
   */
  int handOver(FetchedBatches batches, int most, RecordHandler handler)
      throws UnusualFetchException {
    int count = 0;
    while (count < most && batches.next()) {
      long offset = batches.offset();
      if (offset >= end) {
        skipTo(offset);
        return count;
      }
      if (offset >= position) { // a batch may begin before the place that was asked for
        int length = batches.valueLength();
        if (length < 0) {
          handler.accept(partition.partition(), offset, null, 0, 0);
        } else {
          handler.accept(
              partition.partition(), offset, batches.bytes(), batches.valueStart(), length);
        }
        position = offset + 1;
        count++;
      }
    }
    skipTo(batches.passed());
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
