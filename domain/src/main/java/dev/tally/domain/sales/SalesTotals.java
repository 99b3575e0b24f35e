package dev.tally.domain.sales;

import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * The sums of a group of sales: revenue, prices, quantities and how many there were. Money is in
 * units of {@code 10^-9}, so that every price that a {@link Sale} can hold is a whole number.
 */
public final class SalesTotals {

  private static final long[] POWERS_OF_TEN = powersOfTen();

  private final ExactSum revenue;
  private final ExactSum prices;
  private final ExactSum quantities;
  private long count;

  /** Starts empty. */
  public SalesTotals() {
    this(new ExactSum(), new ExactSum(), new ExactSum(), 0);
  }

  private SalesTotals(ExactSum revenue, ExactSum prices, ExactSum quantities, long count) {
    this.revenue = revenue;
    this.prices = prices;
    this.quantities = quantities;
    this.count = count;
  }

  void add(Sale sale) {
    long unit = POWERS_OF_TEN[Sale.MAX_PRICE_SCALE - sale.priceScale()];
    revenue.addProduct(sale.price(), unit * sale.quantity()); // below 2^61
    prices.addProduct(sale.price(), unit);
    quantities.add(sale.quantity());
    count = Math.incrementExact(count);
  }

  void add(SalesTotals other) {
    revenue.add(other.revenue);
    prices.add(other.prices);
    quantities.add(other.quantities);
    count = Math.addExact(count, other.count);
  }

  BigInteger revenue() {
    return revenue.value();
  }

  BigInteger prices() {
    return prices.value();
  }

  BigInteger quantities() {
    return quantities.value();
  }

  long count() {
    return count;
  }

  private static long[] powersOfTen() {
    long[] powers = new long[Sale.MAX_PRICE_SCALE + 1];
    powers[0] = 1;
    for (int exponent = 1; exponent < powers.length; exponent++) {
      powers[exponent] = 10 * powers[exponent - 1];
    }
    return powers;
  }

  /** The three sums, then the count in eight bytes: 80 bytes. */
  public record Format() implements StateFormat<SalesTotals> {

    private static final StateFormat<ExactSum> SUM = new ExactSum.Format();

    @Override
    public void write(SalesTotals value, DataOutput out) throws IOException {
      SUM.write(value.revenue, out);
      SUM.write(value.prices, out);
      SUM.write(value.quantities, out);
      out.writeLong(value.count);
    }

    @Override
    public SalesTotals read(DataInput in) throws IOException {
      return new SalesTotals(SUM.read(in), SUM.read(in), SUM.read(in), in.readLong());
    }
  }
}
