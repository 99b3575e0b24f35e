package dev.tally.domain.sales;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * The days whose sales are summed, both ends included.
 *
 * @param first the first day as {@code yyyymmdd}
 * @param last the last day as {@code yyyymmdd}
 */
public record SalesPeriod(int first, int last) implements Serializable {

  /** Every day there is. */
  public static final SalesPeriod ALWAYS = new SalesPeriod(0, Integer.MAX_VALUE);

  public SalesPeriod {
    if (first > last) {
      throw new IllegalArgumentException(
          "a period must not end before it starts: " + first + " to " + last);
    }
  }

  /** Returns the number {@code yyyymmdd} of a day. */
  public static int dayOf(LocalDate date) {
    return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
  }

  /** Tells whether the sale was made in the period. */
  public boolean contains(Sale sale) {
    return first <= sale.date() && sale.date() <= last;
  }
}
