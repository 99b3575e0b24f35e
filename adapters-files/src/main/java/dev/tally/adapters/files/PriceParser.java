package dev.tally.adapters.files;

import dev.tally.domain.sales.Sale;

/**
 * Reads plain decimals: a sign or none, digits, a point with decimals or none; no exponent, no
 * spaces, no grouping. Used again for each price; not thread-safe.
 */
final class PriceParser {

  private long value;
  private int scale;
  private String fault = "";

  /** Reads a price; false where it is none or has too many digits. */
  boolean parse(byte[] bytes, int start, int end) {
    int index = start;
    boolean negative = index < end && bytes[index] == '-';
    if (negative || (index < end && bytes[index] == '+')) {
      index++;
    }
    long digits = 0;
    int point = -1;
    int firstDigit = index;
    for (; index < end; index++) {
      int digit = bytes[index] - '0';
      if (digit >= 0 && digit <= 9) {
        if (digits >= Sale.PRICE_LIMIT / 10) {
          return fault("price has more than 18 digits");
        }
        digits = 10 * digits + digit;
      } else if (bytes[index] == '.' && point < 0) {
        point = index;
      } else {
        return fault("price is not a decimal number");
      }
    }
    int decimals = point < 0 ? 0 : end - point - 1;
    if (end - firstDigit - (point < 0 ? 0 : 1) == 0) {
      return fault("price is not a decimal number");
    }
    if (decimals > Sale.MAX_PRICE_SCALE) {
      return fault("price has more than 9 decimals");
    }
    value = negative ? -digits : digits;
    scale = decimals;
    return true;
  }

  /** Returns the digits of the last price. */
  long value() {
    return value;
  }

  /** Returns how many of them are decimals. */
  int scale() {
    return scale;
  }

  /** Returns what was wrong with the last price. */
  String fault() {
    return fault;
  }

  private boolean fault(String reason) {
    fault = reason;
    return false;
  }
}
