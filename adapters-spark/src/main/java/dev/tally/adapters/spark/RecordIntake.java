package dev.tally.adapters.spark;

import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one task, one by one: decodes, counts what becomes of them, and notes the
 * newest timestamp of each Kafka partition. It judges no lateness: that needs the global watermark.
 */
final class RecordIntake<E> {

  private final String topic;
  private final RejectPolicy rejects;
  private final @Nullable Map<Integer, Long> ends;
  private final Decoder<E> decoder;
  private final @Nullable TumblingWindows<E> windows;
  private final WallClock clock;
  private final Map<Integer, Long> newest = new HashMap<>();
  private final List<RejectedRecord> firstRejected = new ArrayList<>();
  private int partition = -1;
  private long partitionEnd;
  private long partitionNewest = Watermark.NONE;
  private long read;
  private long rejected;
  private long ignored;
  private long future;

  /**
   * Starts before the first record.
   *
   * @param ends the offset after the last record to take, for each partition; null for no end
   */
  RecordIntake(
      AggregationSpec<E, ?, ?, ?> spec,
      String topic,
      RejectPolicy rejects,
      Decoder<E> decoder,
      @Nullable Map<Integer, Long> ends,
      WallClock clock) {
    this.ends = ends;
    this.topic = topic;
    this.rejects = rejects;
    this.decoder = decoder;
    this.windows = spec.windowing() instanceof TumblingWindows<E> tumbling ? tumbling : null;
    this.clock = clock;
  }

  /** Takes one record and adds its event, if it is one, to the combiner. */
  void take(InternalRow record, Combiner<E, ?, ?> combiner) {
    int recordPartition = record.getInt(Rows.RECORD_PARTITION);
    if (recordPartition != partition) {
      turnTo(recordPartition);
    }
    if (record.getLong(Rows.RECORD_OFFSET) >= partitionEnd) {
      return;
    }
    read++;
    if (record.isNullAt(Rows.RECORD_VALUE)) {
      ignored++;
      return;
    }
    E event;
    try {
      event = decode(decoder, record);
    } catch (UndecodableException undecodable) {
      reject(record, undecodable);
      return;
    }
    if (windows == null) {
      combiner.add(event);
    } else {
      combine(event, windows, combiner);
    }
  }

  /** Returns what became of the records so far; every event is held to be counted. */
  TaskReport report() {
    keepNewest();
    return new TaskReport(
        TaskReport.Stage.COMBINE,
        TaskContext.getPartitionId(),
        new Accounting(read, read - rejected - ignored, 0, rejected, ignored, future),
        new HashMap<>(newest),
        new ArrayList<>(firstRejected));
  }

  /**
   * Decodes a record that is no tombstone. Spark's rows keep a binary value inside the row's own
   * bytes: it is decoded there, uncopied.
   */
  static <E> E decode(Decoder<E> decoder, InternalRow record) throws UndecodableException {
    if (record instanceof UnsafeRow row && row.getBaseObject() instanceof byte[] bytes) {
      long place = row.getLong(Rows.RECORD_VALUE); // offset in the upper half, length in the lower
      long start = row.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET + (place >>> Integer.SIZE);
      return decoder.decode(bytes, (int) start, (int) place);
    }
    byte[] bytes = record.getBinary(Rows.RECORD_VALUE);
    return decoder.decode(bytes, 0, bytes.length);
  }

  private void combine(E event, TumblingWindows<E> windows, Combiner<E, ?, ?> combiner) {
    long timestamp = windows.eventTime().of(event);
    if (timestamp > partitionNewest) {
      if (windows.isFuture(timestamp, clock.now())) {
        future++;
      } else {
        partitionNewest = timestamp;
      }
    }
    combiner.add(event, windows.startOf(timestamp));
  }

  private void reject(InternalRow record, UndecodableException undecodable) {
    RejectedRecord rejection =
        new RejectedRecord(
            topic,
            record.getInt(Rows.RECORD_PARTITION),
            record.getLong(Rows.RECORD_OFFSET),
            undecodable.reason());
    if (rejects.failsAtOnce()) {
      throw rejects.refusal(rejection);
    }
    rejected++;
    if (firstRejected.size() < RejectedRecord.SHOWN) {
      firstRejected.add(rejection);
    }
  }

  // One task reads partitions one after the other: what is known of the current one is at hand.
  private void turnTo(int recordPartition) {
    keepNewest();
    partition = recordPartition;
    partitionNewest = newest.getOrDefault(recordPartition, Watermark.NONE);
    partitionEnd = ends == null ? Long.MAX_VALUE : ends.getOrDefault(recordPartition, 0L);
  }

  private void keepNewest() {
    if (partitionNewest != Watermark.NONE) {
      newest.put(partition, partitionNewest);
    }
  }
}
