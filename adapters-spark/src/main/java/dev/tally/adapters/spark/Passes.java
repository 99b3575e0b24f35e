package dev.tally.adapters.spark;

import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.PartitionWatermarks;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import dev.tally.domain.time.Windowing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The passes of one run, one at a time: each takes in a micro-batch, or only what the watermark
 * settles, and counts once it is committed. Thread-safe.
 *
 * <p>A pass judges by the watermark that was committed before it began, so one that is repeated
 * after a crash judges by no less.
 */
final class Passes implements AutoCloseable {

  private final PassRunner<?, ?, ?, ?> runner;
  private final Commits commits;
  private final TopicInput<?> input;
  private final WallClock clock;
  private final @Nullable PartitionWatermarks watermarks;
  private final Accounting before;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Snapshot latest;

  /**
   * Goes on from a committed pass.
   *
   * @param windowing the rules of time, where there are any
   */
  Passes(
      PassRunner<?, ?, ?, ?> runner,
      Commits commits,
      CommittedPass last,
      TopicInput<?> input,
      Windowing<?> windowing,
      WallClock clock) {
    this.runner = runner;
    this.commits = commits;
    this.input = input;
    this.clock = clock;
    this.watermarks =
        windowing instanceof TumblingWindows<?> windows
            ? new PartitionWatermarks(
                windows, last.positions().keySet(), last.watermark(), clock.now())
            : null;
    this.before = last.accounting();
    this.latest = new Snapshot(last, OptionalInt.empty());
  }

  /**
   * Takes in one micro-batch, up to the ends of a bounded input.
   *
   * @param records the batch, in the columns of {@link Rows}
   * @param positions the next offset of each partition after the batch
   * @throws InterruptedException where the run is stopped while another pass is under way
   */
  void takeIn(RDD<InternalRow> records, Map<Integer, Long> positions) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      run(records, withinEnds(positions));
    } finally {
      lock.unlock();
    }
  }

  /** Puts rows into the state that were read back from the output topic: the first pass. */
  void restore(List<InternalRow> rows) {
    lock.lock();
    try {
      CommittedPass last = latest.committed();
      runner.restore(rows);
      commit(
          last.next(
              runner.run(),
              last.positions(),
              last.watermark(),
              last.accounting(),
              last.firstRejected()));
    } finally {
      lock.unlock();
    }
  }

  /** Shows what the passing of time has settled, where nothing came in to show it. */
  void settle() {
    lock.lock();
    try {
      raiseWatermark();
      CommittedPass last = latest.committed();
      if (last.hasUnshownWatermark()) {
        run(runner.noRecords(), last.positions());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes every window final: the input has ended. */
  void complete() {
    lock.lock();
    try {
      if (watermarks != null) {
        commit(latest.committed().withWatermark(Watermark.END_OF_INPUT));
        run(runner.noRecords(), latest.committed().positions());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether a bounded input has been taken in to its end. */
  boolean isAtEnd() {
    return latest.committed().positions().entrySet().stream()
        .allMatch(position -> input.isAtEnd(position.getKey(), position.getValue()));
  }

  /**
   * Does something while no pass is under way and none can begin, or after a while all the same.
   *
   * @return whether no pass was under way
   */
  boolean between(Duration patience, Action action) throws TimeoutException, InterruptedException {
    if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      action.run();
      return false;
    }
    try {
      action.run();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns where the run is. */
  Snapshot latest() {
    return latest;
  }

  @Override
  public void close() {
    runner.close();
  }

  private void run(RDD<InternalRow> records, Map<Integer, Long> positions) {
    raiseWatermark();
    CommittedPass last = latest.committed();
    List<TaskReport> reports =
        runner.run(records, last.pass(), last.watermark(), last.hasUnshownWatermark());
    keepRejected(reports, last.positions(), positions);
    observe(reports, positions);
    commit(
        last.next(
            runner.run(),
            positions,
            watermarkAfter(last),
            reports.stream()
                .map(TaskReport::accounting)
                .reduce(last.accounting(), Accounting::plus),
            firstRejected(last, reports)));
    if (!isAtEnd()) {
      excess()
          .ifPresent(
              tooMany -> {
                throw tooMany;
              });
    }
  }

  // Before the pass is committed: one that is repeated after a crash writes its dead letters again.
  private void keepRejected(
      List<TaskReport> reports, Map<Integer, Long> begin, Map<Integer, Long> end) {
    boolean isAnyRejected = reports.stream().anyMatch(report -> report.accounting().rejected() > 0);
    if (!isAnyRejected) {
      return;
    }
    Map<Integer, Long> from = new TreeMap<>();
    Map<Integer, Long> to = new TreeMap<>();
    end.forEach(
        (partition, position) -> {
          long began = begin.getOrDefault(partition, 0L);
          if (position > began) {
            from.put(partition, began);
            to.put(partition, position);
          }
        });
    input.rejects().keptIn().ifPresent(topic -> runner.keepRejected(from, to, topic));
  }

  /** Returns what ends the run, where it has rejected more than it may. */
  Optional<TallyException> excess() {
    return input.rejects().excess(before, latest.committed().accounting(), isAtEnd());
  }

  private void raiseWatermark() {
    CommittedPass last = latest.committed();
    long watermark = watermarkAfter(last);
    if (watermark > last.watermark()) {
      commit(last.withWatermark(watermark));
    }
  }

  private void observe(List<TaskReport> reports, Map<Integer, Long> positions) {
    if (watermarks == null) {
      return;
    }
    long now = clock.now();
    for (TaskReport report : reports) {
      report.newest().forEach((partition, newest) -> watermarks.observe(partition, newest, now));
    }
    positions.forEach(
        (partition, position) -> {
          if (input.isAtEnd(partition, position)) {
            watermarks.finish(partition);
          }
        });
  }

  private long watermarkAfter(CommittedPass last) {
    return watermarks == null
        ? last.watermark()
        : Math.max(last.watermark(), watermarks.advance(clock.now()));
  }

  private void commit(CommittedPass pass) {
    commits.commit(pass);
    latest =
        new Snapshot(
            pass, watermarks == null ? OptionalInt.empty() : watermarks.holder(clock.now()));
  }

  private Map<Integer, Long> withinEnds(Map<Integer, Long> positions) {
    Map<Integer, Long> within = new TreeMap<>(positions);
    input
        .ends()
        .ifPresent(
            ends -> {
              within.keySet().retainAll(ends.keySet());
              within.replaceAll(
                  (partition, position) ->
                      Math.min(position, ends.getOrDefault(partition, position)));
            });
    return within;
  }

  private static List<RejectedRecord> firstRejected(CommittedPass last, List<TaskReport> reports) {
    List<RejectedRecord> first = new ArrayList<>(last.firstRejected());
    reports.stream()
        .flatMap(report -> report.rejected().stream())
        .limit(RejectedRecord.SHOWN - (long) first.size())
        .forEach(first::add);
    return first;
  }

  /** Something that may run out of time. */
  @FunctionalInterface
  interface Action {
    void run() throws TimeoutException;
  }

  /**
   * Where a run is, after a committed pass.
   *
   * @param watermarkHolder the partition that the watermark waits for, if there is one
   */
  record Snapshot(CommittedPass committed, OptionalInt watermarkHolder) {}
}
