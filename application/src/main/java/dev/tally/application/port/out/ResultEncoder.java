package dev.tally.application.port.out;

import dev.tally.domain.time.WindowState;
import java.io.Serializable;

/**
 * Turns a result row into an upsert: a key that names the row and the row's new value. Stateless
 * and thread-safe; the same row always has the same bytes.
 *
 * @param <R> the results
 */
public interface ResultEncoder<R> extends Serializable {

  /** Returns the bytes that name the row. */
  byte[] key(R result);

  /**
   * Returns the row's bytes.
   *
   * @param updateTime when the row was emitted, in epoch milliseconds
   */
  byte[] value(R result, WindowState state, long updateTime);
}
