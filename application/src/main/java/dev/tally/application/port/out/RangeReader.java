package dev.tally.application.port.out;

import dev.tally.application.port.RejectedRow;
import java.io.IOException;

/**
 * Reads the records of one range in order. Used by one thread; the memory it needs does not depend
 * on the range or on its records.
 *
 * @param <E> the events
 */
public interface RangeReader<E> extends AutoCloseable {

  /**
   * Hands over the next records.
   *
   * @param maximum how many at most, at least 1
   * @return how many were handed over; 0 only at the end of the range
   * @throws dev.tally.application.port.TallyException where the file has changed or is damaged
   */
  int read(int maximum, RowHandler<E> handler) throws IOException;

  /** Returns how many bytes of the file have been taken so far, at most the range's length. */
  long bytesRead();

  @Override
  void close() throws IOException;

  /**
   * Receives each record in one of three ways.
   *
   * @param <E> the events
   */
  interface RowHandler<E> {

    /** Takes a record that is an event. */
    void event(E event);

    /** Takes note of a record that the job was told to leave out. */
    void ignored();

    /** Takes a record that is no event. */
    void rejected(RejectedRow row);
  }
}
