package dev.tally.domain.aggregation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A count of events: the accumulator of counting aggregations. Overflow is an error, not a wrap.
 */
public final class LongCount {

  private long count;

  /** Returns the number of events counted. */
  public long count() {
    return count;
  }

  /** Counts one event. */
  public void increment() {
    count = Math.incrementExact(count);
  }

  /** Counts the other's events too. */
  public void add(LongCount other) {
    count = Math.addExact(count, other.count);
  }

  /** Eight bytes, big-endian. */
  public record Format() implements StateFormat<LongCount> {

    @Override
    public void write(LongCount value, DataOutput out) throws IOException {
      out.writeLong(value.count);
    }

    @Override
    public LongCount read(DataInput in) throws IOException {
      LongCount value = new LongCount();
      value.count = in.readLong();
      return value;
    }
  }
}
