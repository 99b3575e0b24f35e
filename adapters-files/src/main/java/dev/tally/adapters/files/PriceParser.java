package dev.tally.adapters.files;

import dev.tally.domain.sales.Sale;

/**
 * Reads plain decimals: a sign or none, digits, a point with decimals or none; no exponent, no
 * spaces, no grouping. One of up to eight characters without a sign is read at once, others
 * character by character. Used again for each price; not thread-safe.
 */
final class PriceParser {

  private static final long POINTS = ByteWords.repeated((byte) '.');

  private long value;
  private int scale;
  private String fault = "";

  /** Reads a price; false where it is none or has too many digits. */
  boolean parse(byte[] bytes, int start, int end) {
    int length = end - start;
    boolean isWord = length > 0 && length <= Long.BYTES && start <= bytes.length - Long.BYTES;
    return (isWord && parseAtOnce(ByteWords.at(bytes, start), length))
        || parseEach(bytes, start, end);
  }

  // Reads the first characters of a word; false where there is more in them than a point and
  // digits.
  private boolean parseAtOnce(long word, int length) {
    long characters = word << (Long.SIZE - Byte.SIZE * length);
    int count = length;
    int decimals = 0;
    long point = ByteWords.find(characters, POINTS);
    if (point != 0) {
      decimals = Long.BYTES - 1 - ByteWords.firstByte(point);
      characters = without(Long.lowestOneBit(point), characters);
      count--;
    }
    long digits = DigitWords.digits(characters, count);
    if (count == 0 || !DigitWords.areDigits(digits)) {
      return false;
    }
    value = DigitWords.value(digits);
    scale = decimals;
    return true;
  }

  // Closes the gap of the byte that the high bit is of: the bytes below it move up.
  private static long without(long highBit, long word) {
    long before = (highBit >>> (Byte.SIZE - 1)) - 1;
    return ((word & before) << Byte.SIZE) | (word & -(highBit << 1));
  }

  private boolean parseEach(byte[] bytes, int start, int end) {
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
