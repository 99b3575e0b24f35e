package dev.tally.adapters.flink;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where every record went and how far each partition has been read. Readers send theirs downstream
 * piece by piece, so that all of it is kept where it cannot be lost: with the rows.
 *
 * @param accounting what was read and what became of it
 * @param partitions the partitions read
 * @param firstRejected the first rejected records by partition and offset, at most {@link
 *     RejectedRecord#SHOWN}
 */
record RunAccount(
    Accounting accounting,
    SortedMap<Integer, PartitionProgress> partitions,
    List<RejectedRecord> firstRejected)
    implements Serializable {

  /** Nothing read. */
  static final RunAccount NONE = new RunAccount(Accounting.NONE, new TreeMap<>(), List.of());

  private static final Comparator<RejectedRecord> BY_PLACE =
      Comparator.comparingInt(RejectedRecord::partition).thenComparingLong(RejectedRecord::offset);

  /** Returns the account of a run that is about to begin at the given offsets. */
  static RunAccount beginningAt(Map<Integer, Long> positions) {
    TreeMap<Integer, PartitionProgress> partitions = new TreeMap<>();
    positions.forEach(
        (partition, position) ->
            partitions.put(partition, new PartitionProgress(position, Watermark.NONE)));
    return new RunAccount(Accounting.NONE, partitions, List.of());
  }

  /** Returns both accounts as one. */
  RunAccount plus(RunAccount other) {
    TreeMap<Integer, PartitionProgress> furthest = new TreeMap<>(partitions);
    other.partitions.forEach(
        (partition, progress) -> furthest.merge(partition, progress, PartitionProgress::furthest));
    List<RejectedRecord> first =
        Stream.concat(firstRejected.stream(), other.firstRejected.stream())
            .distinct()
            .sorted(BY_PLACE)
            .limit(RejectedRecord.SHOWN)
            .toList();
    return new RunAccount(accounting.plus(other.accounting), furthest, first);
  }

  /** Returns the account with events counted and late added. */
  RunAccount plusCounted(long counted, long late) {
    return plusAccounting(new Accounting(0, counted, late, 0, 0, 0));
  }

  /** Returns the account with more records accounted for. */
  RunAccount plusAccounting(Accounting more) {
    return new RunAccount(accounting.plus(more), partitions, firstRejected);
  }

  /** Returns the next offset of each partition. */
  Map<Integer, Long> positions() {
    TreeMap<Integer, Long> positions = new TreeMap<>();
    partitions.forEach((partition, progress) -> positions.put(partition, progress.position()));
    return positions;
  }
}
