package dev.tally.adapters.spark;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.util.List;

/**
 * What a job goes on from: the last pass whose rows and state are whole.
 *
 * @param pass how many passes were committed; the state store's version
 * @param batch the last micro-batch in it, or -1
 * @param watermark the watermark reached, which the next pass judges by
 * @param applied the watermark that the last pass judged by: windows that changed since are not yet
 *     shown
 * @param shards over how many partitions the state is spread, for the job's whole life
 * @param accounting where every record went since the job's fresh start
 * @param firstRejected the first rejected records since then
 */
record CommittedPass(
    long pass,
    long batch,
    long watermark,
    long applied,
    int shards,
    Accounting accounting,
    List<RejectedRecord> firstRejected) {

  CommittedPass {
    firstRejected = List.copyOf(firstRejected);
  }

  /** Returns what a job begins with. */
  static CommittedPass none(int shards) {
    return new CommittedPass(
        0, -1, Watermark.NONE, Watermark.NONE, shards, Accounting.NONE, List.of());
  }

  /** Returns the same with a watermark that has risen. */
  CommittedPass withWatermark(long newWatermark) {
    return new CommittedPass(pass, batch, newWatermark, applied, shards, accounting, firstRejected);
  }

  /** Tells whether windows may have been closed that are not yet shown so. */
  boolean hasUnshownWatermark() {
    return watermark > applied;
  }
}
