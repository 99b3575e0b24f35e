package dev.tally.application.port.out;

import dev.tally.domain.time.WindowState;
import java.io.Serializable;
import java.util.Map;

/**
 * Turns a result row into an upsert, and back: a key that names the row and the row's new value.
 * Stateless and thread-safe; the same row always has the same bytes.
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

  /**
   * Reads back what {@link #key} and {@link #value} wrote.
   *
   * @throws UndecodableException where the bytes are no such row, or rows cannot be read back
   */
  default Shown<R> decode(byte[] key, byte[] value) throws UndecodableException {
    throw new UndecodableException("rows of this kind cannot be read back");
  }

  /**
   * Returns the options that decide which bytes name a row, each under its name: rows written with
   * others cannot be gone on with.
   */
  default Map<String, String> rules() {
    return Map.of();
  }

  /**
   * A row as it was last written.
   *
   * @param <R> the results
   */
  record Shown<R>(R result, WindowState state) {}
}
