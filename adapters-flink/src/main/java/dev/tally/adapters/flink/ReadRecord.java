package dev.tally.adapters.flink;

import dev.tally.application.port.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What one input record turned out to be: an event, a tombstone, or bytes that are no event. The
 * source reuses one object for all its records, so it never leaves the task and nobody keeps it.
 *
 * @param <E> the events
 */
final class ReadRecord<E> {

  private int partition;
  private long offset;
  private @Nullable E event;
  private long timestamp;
  private boolean future;
  private @Nullable DeadLetter rejected;

  void event(int partition, long offset, E event, long timestamp, boolean future) {
    this.partition = partition;
    this.offset = offset;
    this.event = event;
    this.timestamp = timestamp;
    this.future = future;
    this.rejected = null;
  }

  void tombstone(int partition, long offset) {
    this.partition = partition;
    this.offset = offset;
    this.event = null;
    this.future = false;
    this.rejected = null;
  }

  void rejected(DeadLetter deadLetter) {
    tombstone(deadLetter.rejection().partition(), deadLetter.rejection().offset());
    this.rejected = deadLetter;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  /** Returns the event, or null where the record is none. */
  @Nullable E event() {
    return event;
  }

  /** Returns the event's timestamp; meaningful only where the windowing asks for event time. */
  long timestamp() {
    return timestamp;
  }

  /** Tells whether the event is too far ahead of the clock to move the watermark. */
  boolean isFuture() {
    return future;
  }

  /** Tells whether this is an event that moves its partition's watermark. */
  boolean movesWatermark() {
    return event != null && !future;
  }

  /** Returns the record that is no event, or null where it is one or a tombstone. */
  @Nullable DeadLetter rejected() {
    return rejected;
  }
}
