package dev.tally.adapters.spark;

import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.out.JobCommit;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a job goes on from: the last pass whose rows and state are whole.
 *
 * @param pass how many passes were committed; the state store's version
 * @param job what is committed: positions, the watermark reached, which the next pass judges by,
 *     the accounting since the job's fresh start, and the rows that belong to it. A row's epoch is
 *     the pass that wrote it
 * @param applied the watermark that the last pass judged by: windows that changed since are not yet
 *     shown
 * @param shards over how many partitions the state is spread, for the job's whole life
 * @param firstRejected the first rejected records since the fresh start
 */
record CommittedPass(
    long pass, JobCommit job, long applied, int shards, List<RejectedRecord> firstRejected) {

  CommittedPass {
    firstRejected = List.copyOf(firstRejected);
  }

  /** Returns what a job begins with, before its first pass. */
  static CommittedPass none(JobCommit job, int shards) {
    return new CommittedPass(0, job, Watermark.NONE, shards, List.of());
  }

  /** Returns the next offset of each partition. */
  Map<Integer, Long> positions() {
    return job.positions();
  }

  /** Returns the watermark reached. */
  long watermark() {
    return job.watermark();
  }

  /** Returns where every record went since the job's fresh start. */
  Accounting accounting() {
    return job.accounting();
  }

  /** Returns the same, to go on from {@code positions}. */
  CommittedPass at(Map<Integer, Long> positions) {
    return new CommittedPass(pass, job.at(positions), applied, shards, firstRejected);
  }

  /** Returns the same with a watermark that has risen. */
  CommittedPass withWatermark(long watermark) {
    JobCommit risen =
        new JobCommit(
            job.rules(), job.life(), job.runs(), positions(), watermark, job.accounting());
    return new CommittedPass(pass, risen, applied, shards, firstRejected);
  }

  /**
   * Returns the pass after this one.
   *
   * @param run the run that made it
   * @param watermark the watermark reached; the pass itself judged by this one's
   */
  CommittedPass next(
      int run,
      Map<Integer, Long> positions,
      long watermark,
      Accounting accounting,
      List<RejectedRecord> rejected) {
    SortedMap<Integer, Long> runs = new TreeMap<>(job.runs());
    runs.put(run, pass + 1);
    JobCommit next = new JobCommit(job.rules(), job.life(), runs, positions, watermark, accounting);
    return new CommittedPass(pass + 1, next, watermark(), shards, rejected);
  }

  /** Tells whether windows may have been settled that are not yet shown so. */
  boolean hasUnshownWatermark() {
    return watermark() > applied;
  }
}
