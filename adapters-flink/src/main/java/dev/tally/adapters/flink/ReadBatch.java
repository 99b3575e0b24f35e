package dev.tally.adapters.flink;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import dev.tally.domain.time.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was read of one partition in one go: its events combined, the rest counted. It never leaves
 * its task. Filled by the thread that reads, then handed over to the task's own.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
final class ReadBatch<E, K, A> {

  private final int partition;
  private final Combiner<E, K, A> combiner;
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private long position;
  private long newest = Watermark.NONE;
  private long read;
  private long ignored;
  private long future;

  /** Starts empty, where the partition was before. */
  ReadBatch(AggregationSpec<E, K, A, ?> spec, int partition, long position) {
    this.combiner = new Combiner<>(spec);
    this.partition = partition;
    this.position = position;
  }

  /** Adds an event without a time. */
  void event(E event) {
    read++;
    combiner.add(event);
  }

  /** Adds an event of the window that starts at {@code windowStart}. */
  void event(E event, long windowStart, long timestamp) {
    read++;
    newest = Math.max(newest, timestamp);
    combiner.add(event, windowStart);
  }

  /** Adds an event that is too far ahead of the clock to move the watermark. */
  void futureEvent(E event, long windowStart) {
    read++;
    future++;
    combiner.add(event, windowStart);
  }

  /** Adds a record without a value. */
  void tombstone() {
    read++;
    ignored++;
  }

  /** Adds a record that is no event. */
  void rejected(DeadLetter deadLetter) {
    read++;
    deadLetters.add(deadLetter);
  }

  /** Moves on to the offset after the last record added or skipped. */
  void moveTo(long offset) {
    position = offset;
  }

  /** Returns the offset after the last record added or skipped. */
  long position() {
    return position;
  }

  /** Tells whether there is no record in it; the position may have moved all the same. */
  boolean isEmpty() {
    return read == 0;
  }

  /** Returns the newest timestamp that moves the watermark, {@link Watermark#NONE} without one. */
  long newest() {
    return newest;
  }

  /** Returns how many records it holds. */
  long size() {
    return read;
  }

  /** Returns the records that are no events, in order. */
  List<DeadLetter> deadLetters() {
    return deadLetters;
  }

  /** Hands over the combined events, once. */
  void drain(Combiner.PartialHandler<K, A> handler) {
    combiner.drain(handler);
  }

  /** Returns where its records went, as far as that is known to a reader. */
  RunAccount account() {
    return new RunAccount(
        new Accounting(read, 0, 0, deadLetters.size(), ignored, future),
        new TreeMap<>(Map.of(partition, new PartitionProgress(position, newest))),
        deadLetters.stream().limit(RejectedRecord.SHOWN).map(DeadLetter::rejection).toList());
  }
}
