package dev.tally.application.port.out;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RecordHeader;
import dev.tally.application.port.RejectedRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads some partitions of a topic, in offset order within each. Used by one thread. */
public interface RecordReader extends AutoCloseable {

  /**
   * Waits up to {@code timeout} for records and hands over all that came.
   *
   * @return how many records were handed over
   */
  int poll(Duration timeout, RecordHandler handler);

  /**
   * Returns the rest of the record being handed over. Valid during the handler's call only, and as
   * good as free until it is called: jobs look at values alone, unless they keep a record as it is.
   */
  Surroundings surroundings();

  /**
   * Returns, for each of the partitions, the offset after the last record handed over or skipped: a
   * copy. A record whose handler threw was not handed over.
   */
  Map<Integer, Long> positions();

  /** Makes a poll that is waiting, or the next one, return at once. From any thread. */
  void wakeup();

  @Override
  void close();

  /**
   * What a record has besides its value. Copies: they may be kept.
   *
   * @param timestamp in epoch milliseconds
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Surroundings(byte @Nullable [] key, List<RecordHeader> headers, long timestamp) {

    /** Returns the dead letter that the record is, having this value, for this reason. */
    public DeadLetter deadLetter(
        RejectedRecord rejected, UndecodableException reason, String engine, byte[] value) {
      return new DeadLetter(
          rejected, reason.getClass().getName(), engine, timestamp, key, value, headers);
    }
  }

  /** Receives records. */
  @FunctionalInterface
  interface RecordHandler {

    /**
     * Takes one record's value.
     *
     * @param bytes the buffer the value lies in, reused after the call; null for a tombstone
     * @param start where the value starts in it
     */
    void accept(int partition, long offset, byte @Nullable [] bytes, int start, int length);
  }
}
