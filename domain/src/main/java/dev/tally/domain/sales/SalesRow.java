package dev.tally.domain.sales;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * One row of the sales summary.
 *
 * @param key the group
 * @param totalRevenue the sum of price times quantity, exact: two decimals, or as many more as it
 *     needs
 * @param averagePrice the mean of the prices, each sale counting once, rounded half up to {@link
 *     #AVERAGE_SCALE} decimals
 * @param totalQuantity the sum of the quantities
 * @param transactionCount how many sales there were
 */
public record SalesRow(
    SalesKey key,
    BigDecimal totalRevenue,
    BigDecimal averagePrice,
    long totalQuantity,
    long transactionCount) {

  /** The decimals of an average: those that SQL engines give an average of prices in cents. */
  public static final int AVERAGE_SCALE = 6;

  /** The largest revenue first; equal revenues by month, then category. */
  public static final Comparator<SalesRow> LARGEST_REVENUE_FIRST =
      Comparator.comparing(SalesRow::totalRevenue)
          .reversed()
          .thenComparingInt(row -> row.key().month())
          .thenComparing(row -> row.key().category());
}
