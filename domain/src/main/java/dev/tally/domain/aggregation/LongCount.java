package dev.tally.domain.aggregation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A count of events: the accumulator of counting aggregations. Overflow is an error, not a wrap.
 */
public final class LongCount {

  private long count;

  /** Returns a count of that many events. */
  public static LongCount of(long count) {
    LongCount value = new LongCount();
    value.count = count;
    return value;
  }

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
      return LongCount.of(in.readLong());
    }
  }
}
