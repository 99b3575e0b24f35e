package dev.tally.application.inprocess;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.time.PartitionWatermarks;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Merges the workers' shares into the job's one table and commits what changed: rows, dead letters,
 * state and positions as one. Used by the coordinator's thread.
 *
 * <p>The watermark rises here only by timestamps whose events have been merged. So an event that a
 * worker accepted is never late here, unless its partition had been idle and was not waited for.
 */
final class Merger<E, K, A, R> implements AutoCloseable {

  private final TopicInput<E> input;
  private final TopicOutput<R> output;
  private final JobLedger ledger;
  private final JobCommit begin;
  private final WallClock clock;
  private final WindowTable<K, A, R> table;
  private final StateEntries<K, A> entries;
  private final Map<Integer, Long> positions;
  private final Map<ByteBuffer, JobLedger.Entry> state = new LinkedHashMap<>();
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private final @Nullable PartitionWatermarks watermarks;
  private final Accounting before;
  private List<DeadLetter> deadLetters = new ArrayList<>();
  private long deadBytes;
  private Accounting accounting;
  private boolean changed;

  /**
   * Goes on from what has been committed.
   *
   * @param table holds the rows of that commit
   */
  Merger(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> input,
      TopicOutput<R> output,
      JobLedger ledger,
      JobCommit begin,
      WindowTable<K, A, R> table,
      WallClock clock) {
    this.input = input;
    this.output = output;
    this.ledger = ledger;
    this.begin = begin;
    this.clock = clock;
    this.table = table;
    this.entries = new StateEntries<>(spec.name(), spec.aggregation());
    this.positions = new TreeMap<>(begin.positions());
    this.before = begin.accounting();
    this.accounting = before;
    table.advance(begin.watermark());
    this.watermarks =
        spec.windowing() instanceof TumblingWindows<E> windows
            ? new PartitionWatermarks(windows, positions.keySet(), begin.watermark(), clock.now())
            : null;
    positions.keySet().forEach(this::finishIfAtEnd);
  }

  /** Takes on partitions that were added, at the positions where they begin. */
  void expect(Map<Integer, Long> added) {
    positions.putAll(added);
    if (watermarks != null) {
      added.keySet().forEach(partition -> watermarks.add(partition, clock.now()));
    }
    changed = true;
  }

  /** Merges what a worker hands over. */
  void merge(Share<E, K, A> share) {
    long[] late = new long[1];
    share
        .partials()
        .drain(
            (key, windowStart, partial, events) -> {
              if (!table.merge(key, windowStart, partial)) {
                late[0] += events;
              }
            });
    accounting =
        accounting.plus(share.accounting()).plus(new Accounting(0, -late[0], late[0], 0, 0, 0));
    deadLetters.addAll(share.deadLetters());
    share.deadLetters().forEach(deadLetter -> deadBytes += deadLetter.size());
    share.rejected().stream().limit(RejectedRecord.SHOWN - rejected.size()).forEach(rejected::add);
    changed |= !positions.entrySet().containsAll(share.positions().entrySet());
    positions.putAll(share.positions());
    if (watermarks != null) {
      long now = clock.now();
      share.newest().forEach((partition, newest) -> watermarks.observe(partition, newest, now));
      share.positions().keySet().forEach(this::finishIfAtEnd);
      watermarks.advance(now); // before the partitions count as idle, should the commit be slow
    }
  }

  /** Writes the rows that changed since they were last written. */
  void emit() {
    if (watermarks != null) {
      table.advance(watermarks.advance(clock.now()));
    }
    List<JobLedger.Entry> rows = new ArrayList<>();
    long updateTime = clock.now();
    table.emit(
        (key, windowStart, accumulator, result, shown) -> {
          rows.add(
              new JobLedger.Entry(
                  output.encoder().key(result), output.encoder().value(result, shown, updateTime)));
          JobLedger.Entry entry = entries.row(key, windowStart, accumulator, shown);
          state.put(ByteBuffer.wrap(entry.key()), entry);
        });
    if (!rows.isEmpty()) {
      ledger.write(rows, begin.newest());
      changed = true;
    }
  }

  /** Emits, and commits what changed since the last commit, if anything did. */
  void commit() {
    emit();
    if (changed) {
      JobCommit commit = commitNow();
      List<JobLedger.Entry> changedState = new ArrayList<>(state.values());
      changedState.add(entries.job(commit, table.size()));
      ledger.commit(new JobLedger.Commit(changedState, commit, deadLetters));
      state.clear();
      deadLetters = new ArrayList<>();
      deadBytes = 0;
      changed = false;
    }
  }

  /** Makes every window final, commits the last rows and forgets the state. */
  void complete() {
    table.advance(Watermark.END_OF_INPUT);
    emit();
    ledger.complete(commitNow());
  }

  /** Tells whether so many dead letters wait that they are to be committed soon. */
  boolean holdsMuch() {
    return deadBytes > Worker.MOST_DEAD_BYTES;
  }

  /** Returns what ends the run, where it has rejected more than it may. */
  Optional<TallyException> excess() {
    return input.rejects().excess(before, accounting, isAtEnd());
  }

  Accounting accounting() {
    return accounting;
  }

  Map<Integer, Long> positions() {
    return Map.copyOf(positions);
  }

  List<RejectedRecord> rejected() {
    return List.copyOf(rejected);
  }

  long watermark() {
    return table.watermark();
  }

  /** Returns the partition that the watermark waits for, if there is one. */
  OptionalInt watermarkHolder() {
    return watermarks == null ? OptionalInt.empty() : watermarks.holder(clock.now());
  }

  /** Tells whether a bounded input has been merged to its end. */
  boolean isAtEnd() {
    return positions.entrySet().stream()
        .allMatch(position -> input.isAtEnd(position.getKey(), position.getValue()));
  }

  @Override
  public void close() {
    ledger.close();
  }

  private JobCommit commitNow() {
    return new JobCommit(
        begin.rules(), begin.life(), begin.runs(), positions, table.watermark(), accounting);
  }

  private void finishIfAtEnd(int partition) {
    if (watermarks != null && input.isAtEnd(partition, positions.getOrDefault(partition, 0L))) {
      watermarks.finish(partition);
    }
  }
}
