package dev.tally.domain.sales;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.time.GlobalWindow;
import dev.tally.domain.time.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Exact totals of sales: {@code SUM(price * quantity), AVG(price), SUM(quantity), COUNT(*)}, by
 * category, by month, or by both.
 */
public record SalesSummary(SalesGrouping grouping)
    implements Aggregation<Sale, SalesKey, SalesTotals, SalesRow> {

  /** The job's name. */
  public static final String NAME = "sales-summary";

  private static final BigInteger REVENUE_LIMIT = BigInteger.TEN.pow(38);

  /** Returns the job. Its input has an end, so that only the last rows matter. */
  public static AggregationSpec<Sale, SalesKey, SalesTotals, SalesRow> spec(
      SalesGrouping grouping, Emission emission) {
    return new AggregationSpec<>(NAME, new SalesSummary(grouping), new GlobalWindow<>(), emission);
  }

  @Override
  public SalesKey keyOf(Sale sale) {
    return new SalesKey(
        grouping.byCategory() ? sale.category() : SalesKey.ANY_CATEGORY,
        grouping.byMonth() ? sale.month() : SalesKey.ANY_MONTH);
  }

  @Override
  public SalesTotals newAccumulator() {
    return new SalesTotals();
  }

  @Override
  public void add(SalesTotals accumulator, Sale sale) {
    accumulator.add(sale);
  }

  @Override
  public void merge(SalesTotals target, SalesTotals source) {
    target.add(source);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ArithmeticException where a total has more than 38 digits, nine of them decimals, or
   *     the quantity exceeds a {@code long}; the message names the group
   */
  @Override
  public SalesRow resultOf(SalesKey key, Window window, SalesTotals totals) {
    return new SalesRow(
        key,
        revenueOf(key, totals),
        averagePriceOf(totals),
        quantityOf(key, totals),
        totals.count());
  }

  @Override
  public StateFormat<SalesKey> keyFormat() {
    return new SalesKey.Format();
  }

  @Override
  public StateFormat<SalesTotals> accumulatorFormat() {
    return new SalesTotals.Format();
  }

  private BigDecimal revenueOf(SalesKey key, SalesTotals totals) {
    BigInteger units = totals.revenue();
    if (units.abs().compareTo(REVENUE_LIMIT) >= 0) {
      throw outOfRange("total_revenue", key, new BigDecimal(units, Sale.MAX_PRICE_SCALE));
    }
    BigDecimal revenue = new BigDecimal(units, Sale.MAX_PRICE_SCALE).stripTrailingZeros();
    return revenue.scale() < 2 ? revenue.setScale(2) : revenue;
  }

  private static BigDecimal averagePriceOf(SalesTotals totals) {
    if (totals.count() == 0) {
      return BigDecimal.ZERO.setScale(SalesRow.AVERAGE_SCALE);
    }
    return new BigDecimal(totals.prices(), Sale.MAX_PRICE_SCALE)
        .divide(BigDecimal.valueOf(totals.count()), SalesRow.AVERAGE_SCALE, RoundingMode.HALF_UP);
  }

  private long quantityOf(SalesKey key, SalesTotals totals) {
    BigInteger quantity = totals.quantities();
    if (quantity.bitLength() >= Long.SIZE) {
      throw outOfRange("total_quantity", key, new BigDecimal(quantity));
    }
    return quantity.longValue();
  }

  private ArithmeticException outOfRange(String column, SalesKey key, BigDecimal value) {
    return new ArithmeticException(
        "%s of %s is beyond the range of the result: %s"
            .formatted(column, describe(key), value.toPlainString()));
  }

  private String describe(SalesKey key) {
    String category = "category '" + key.category() + "'";
    String month = "month " + key.monthText();
    return switch (grouping) {
      case CATEGORY -> category;
      case MONTH -> month;
      case CATEGORY_AND_MONTH -> category + ", " + month;
    };
  }
}
