package dev.tally.application.port.out;

import java.io.IOException;
import java.io.Serializable;

/**
 * Opens ranges of files. Thread-safe.
 *
 * @param <E> the events
 */
@FunctionalInterface
public interface RangeReaders<E> extends Serializable {

  /** Opens a range at its start. */
  RangeReader<E> open(FileRange range) throws IOException;
}
