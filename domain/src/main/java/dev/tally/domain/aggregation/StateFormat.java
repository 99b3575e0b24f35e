package dev.tally.domain.aggregation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * The bytes of a key or an accumulator, between workers and in checkpoints. Stateless.
 *
 * <p>Laws: what {@link #write} wrote, {@link #read} reads back as an equal value, consuming every
 * byte and no more; equal values have equal bytes.
 *
 * @param <T> the values
 */
public interface StateFormat<T> extends Serializable {

  /** Appends the value's bytes. */
  void write(T value, DataOutput out) throws IOException;

  /** Reads one value, a new object that shares nothing with the input. */
  T read(DataInput in) throws IOException;
}
