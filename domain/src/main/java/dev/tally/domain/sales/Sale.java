package dev.tally.domain.sales;

/**
 * One transaction, as far as the summary needs to know. The price is a decimal, carried exactly as
 * {@code price / 10^priceScale}.
 *
 * @param category the product's category, any text
 * @param price the price's digits, at most 18 of them, signed
 * @param priceScale how many of the digits are decimals, 0 to {@link #MAX_PRICE_SCALE}
 * @param quantity how many were sold, at least 1
 * @param date the day as the number {@code yyyymmdd}, so that days compare as numbers
 */
public record Sale(String category, long price, int priceScale, int quantity, int date) {

  /** How many decimals a price may have. */
  public static final int MAX_PRICE_SCALE = 9;

  /** The first price, in digits, that is out of range, on either side of zero. */
  public static final long PRICE_LIMIT = 1_000_000_000_000_000_000L;

  public Sale {
    if (price <= -PRICE_LIMIT || price >= PRICE_LIMIT) {
      throw new IllegalArgumentException("a price has at most 18 digits: " + price);
    }
    if (priceScale < 0 || priceScale > MAX_PRICE_SCALE) {
      throw new IllegalArgumentException(
          "a price has 0 to " + MAX_PRICE_SCALE + " decimals: " + priceScale);
    }
    if (quantity < 1) {
      throw new IllegalArgumentException("a quantity is at least 1: " + quantity);
    }
  }

  /** Returns the month as the number {@code yyyymm}. */
  public int month() {
    return date / 100;
  }
}
