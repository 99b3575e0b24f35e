package dev.tally.domain.sales;

import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A sum of whole numbers in 192 bits, two's complement. One term has at most 128 bits, so no number
 * of terms that can be counted makes it overflow: every order of adding and merging gives the same
 * sum, and what is too large to be shown is found once, at the end.
 */
final class ExactSum {

  private long high;
  private long middle;
  private long low;

  /** Adds {@code left * right}, exactly. */
  void addProduct(long left, long right) {
    add(Math.multiplyHigh(left, right), left * right);
  }

  /** Adds one number. */
  void add(long value) {
    add(value >> 63, value);
  }

  /** Adds another sum. */
  void add(ExactSum other) {
    long carry = addLow(other.low);
    addMiddle(other.middle, carry, other.high);
  }

  /** Returns the sum. */
  BigInteger value() {
    return new BigInteger(
        ByteBuffer.allocate(3 * Long.BYTES).putLong(high).putLong(middle).putLong(low).array());
  }

  private void add(long termHigh, long termLow) {
    long carry = addLow(termLow);
    if ((termHigh | carry) != 0) { // most terms are low, and carry nothing
      addMiddle(termHigh, carry, termHigh >> 63);
    }
  }

  private long addLow(long term) {
    low += term;
    return Long.compareUnsigned(low, term) < 0 ? 1 : 0;
  }

  private void addMiddle(long term, long carry, long termAbove) {
    long withTerm = middle + term;
    long withCarry = withTerm + carry;
    long carryOfTerm = Long.compareUnsigned(withTerm, term) < 0 ? 1 : 0;
    long carryOfCarry = Long.compareUnsigned(withCarry, withTerm) < 0 ? 1 : 0;
    middle = withCarry;
    high += termAbove + carryOfTerm + carryOfCarry;
  }

  /** Twenty-four bytes, big-endian. */
  record Format() implements StateFormat<ExactSum> {

    @Override
    public void write(ExactSum value, DataOutput out) throws IOException {
      out.writeLong(value.high);
      out.writeLong(value.middle);
      out.writeLong(value.low);
    }

    @Override
    public ExactSum read(DataInput in) throws IOException {
      ExactSum value = new ExactSum();
      value.high = in.readLong();
      value.middle = in.readLong();
      value.low = in.readLong();
      return value;
    }
  }
}
