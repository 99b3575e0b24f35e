package dev.tally.domain.aggregation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Where every record went: {@code read = counted + late + rejected + ignored}. An immutable sum;
 * engines keep one per worker and add them up.
 *
 * @param read records taken from the input
 * @param counted events that are part of a result
 * @param late events whose window was final when they arrived
 * @param rejected records that could not be decoded
 * @param ignored tombstones
 * @param future of the counted, those too far ahead of the clock to move the watermark
 */
public record Accounting(
    long read, long counted, long late, long rejected, long ignored, long future)
    implements Serializable {

  /** Nothing read. */
  public static final Accounting NONE = new Accounting(0, 0, 0, 0, 0, 0);

  /** Returns both sums as one. */
  public Accounting plus(Accounting other) {
    return new Accounting(
        read + other.read,
        counted + other.counted,
        late + other.late,
        rejected + other.rejected,
        ignored + other.ignored,
        future + other.future);
  }

  /** Tells whether every record read is accounted for. */
  public boolean balances() {
    return read == counted + late + rejected + ignored;
  }

  /** Returns the accounting line that every run prints. */
  public String line() {
    return "read %d = counted %d + late %d + rejected %d + ignored %d"
        .formatted(read, counted, late, rejected, ignored);
  }

  /** The six numbers in the order of the components, eight bytes each. */
  public record Format() implements StateFormat<Accounting> {

    @Override
    public void write(Accounting value, DataOutput out) throws IOException {
      out.writeLong(value.read);
      out.writeLong(value.counted);
      out.writeLong(value.late);
      out.writeLong(value.rejected);
      out.writeLong(value.ignored);
      out.writeLong(value.future);
    }

    @Override
    public Accounting read(DataInput in) throws IOException {
      return new Accounting(
          in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
  }
}
