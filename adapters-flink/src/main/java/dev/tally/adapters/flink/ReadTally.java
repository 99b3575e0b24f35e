package dev.tally.adapters.flink;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts records on their way into the combiner, without an object for any of them. Used by one
 * thread.
 */
final class ReadTally {

  private static final long UNREAD = -1;

  private final List<RejectedRecord> firstRejected = new ArrayList<>();
  private long[] positions = {};
  private long[] newest = {};
  private long read;
  private long rejected;
  private long ignored;
  private long future;

  boolean isEmpty() {
    return read == 0;
  }

  void add(ReadRecord<?> record) {
    read++;
    int partition = record.partition();
    if (partition >= positions.length) {
      growTo(partition + 1);
    }
    positions[partition] = record.offset() + 1;
    if (record.movesWatermark()) {
      newest[partition] = Math.max(newest[partition], record.timestamp());
    } else if (record.isFuture()) {
      future++;
    } else {
      addWithoutEvent(record);
    }
  }

  private void addWithoutEvent(ReadRecord<?> record) {
    DeadLetter deadLetter = record.rejected();
    if (deadLetter == null) {
      ignored++;
      return;
    }
    rejected++;
    if (firstRejected.size() < RejectedRecord.SHOWN) {
      firstRejected.add(deadLetter.rejection());
    }
  }

  /** Returns the account of all records since the last call. */
  RunAccount drain() {
    TreeMap<Integer, PartitionProgress> partitions = new TreeMap<>();
    for (int partition = 0; partition < positions.length; partition++) {
      if (positions[partition] != UNREAD) {
        partitions.put(partition, new PartitionProgress(positions[partition], newest[partition]));
      }
    }
    RunAccount account =
        new RunAccount(
            new Accounting(read, 0, 0, rejected, ignored, future),
            partitions,
            List.copyOf(firstRejected));
    Arrays.fill(positions, UNREAD);
    firstRejected.clear();
    read = 0;
    rejected = 0;
    ignored = 0;
    future = 0;
    return account;
  }

  private void growTo(int length) {
    int before = positions.length;
    positions = Arrays.copyOf(positions, length);
    newest = Arrays.copyOf(newest, length);
    Arrays.fill(positions, before, length, UNREAD);
    Arrays.fill(newest, before, length, Watermark.NONE);
  }
}
