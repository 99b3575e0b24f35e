package dev.tally.domain.sample;

import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many readings, their sum and the greatest of them. Overflow is an error. */
public final class ReadingTotals {

  private long count;
  private long sum;
  private long greatest = Long.MIN_VALUE;

  static ReadingTotals of(long count, long sum, long greatest) {
    ReadingTotals value = new ReadingTotals();
    value.count = count;
    value.sum = sum;
    value.greatest = greatest;
    return value;
  }

  long count() {
    return count;
  }

  long sum() {
    return sum;
  }

  long greatest() {
    return greatest;
  }

  void add(long value) {
    count = Math.incrementExact(count);
    sum = Math.addExact(sum, value);
    greatest = Math.max(greatest, value);
  }

  void add(ReadingTotals other) {
    count = Math.addExact(count, other.count);
    sum = Math.addExact(sum, other.sum);
    greatest = Math.max(greatest, other.greatest);
  }

  /** The three numbers. */
  public record Format() implements StateFormat<ReadingTotals> {

    @Override
    public void write(ReadingTotals value, DataOutput out) throws IOException {
      out.writeLong(value.count);
      out.writeLong(value.sum);
      out.writeLong(value.greatest);
    }

    @Override
    public ReadingTotals read(DataInput in) throws IOException {
      return ReadingTotals.of(in.readLong(), in.readLong(), in.readLong());
    }
  }
}
