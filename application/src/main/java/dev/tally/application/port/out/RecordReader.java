package dev.tally.application.port.out;

import java.time.Duration;
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
   * Returns, for each of the partitions, the offset after the last record handed over or skipped: a
   * copy.
   */
  Map<Integer, Long> positions();

  /** Makes a poll that is waiting, or the next one, return at once. From any thread. */
  void wakeup();

  @Override
  void close();

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
