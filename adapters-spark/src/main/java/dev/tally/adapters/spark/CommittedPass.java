package dev.tally.adapters.spark;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job goes on from: the last pass whose rows and state are whole.
 *
 * @param pass how many passes were committed; the state store's version
 * @param positions the next offset of each partition
 * @param watermark the watermark reached, which the next pass judges by
 * @param applied the watermark that the last pass judged by: windows that changed since are not yet
 *     shown
 * @param shards over how many partitions the state is spread, for the job's whole life
 * @param accounting where every record went since the job's fresh start
 * @param firstRejected the first rejected records since then
 */
record CommittedPass(
    long pass,
    Map<Integer, Long> positions,
    long watermark,
    long applied,
    int shards,
    Accounting accounting,
    List<RejectedRecord> firstRejected) {

  CommittedPass {
    positions = new TreeMap<>(positions);
    firstRejected = List.copyOf(firstRejected);
  }

  /** Returns what a job begins with that reads from {@code positions}. */
  static CommittedPass none(Map<Integer, Long> positions, int shards) {
    return new CommittedPass(
        0, positions, Watermark.NONE, Watermark.NONE, shards, Accounting.NONE, List.of());
  }

  /** Returns the same, to go on from {@code newPositions}. */
  CommittedPass at(Map<Integer, Long> newPositions) {
    return new CommittedPass(
        pass, newPositions, watermark, applied, shards, accounting, firstRejected);
  }

  /** Returns the same with a watermark that has risen. */
  CommittedPass withWatermark(long newWatermark) {
    return new CommittedPass(
        pass, positions, newWatermark, applied, shards, accounting, firstRejected);
  }

  /** Tells whether windows may have been settled that are not yet shown so. */
  boolean hasUnshownWatermark() {
    return watermark > applied;
  }
}
