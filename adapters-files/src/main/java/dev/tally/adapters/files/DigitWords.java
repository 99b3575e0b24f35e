package dev.tally.adapters.files;

/**
 * Reads up to eight decimal digits at once. A word of digits holds the last one in its highest
 * byte; its unused bytes, below, are zero.
 */
final class DigitWords {

  private static final long CHARACTERS = ByteWords.repeated((byte) '0');
  private static final long HIGH_BITS = ByteWords.repeated((byte) 0x80);
  private static final long TO_HIGH_BIT = ByteWords.repeated((byte) (0x80 - 10));
  private static final long EVEN_PAIRS = 0x000000FF000000FFL;

  private DigitWords() {}

  /**
   * Returns the numbers that {@code count} characters stand for, each in its byte.
   *
   * @param characters the last one in the highest byte, those before the first one zero
   * @param count how many, 1 to 8
   */
  static long digits(long characters, int count) {
    return characters ^ (CHARACTERS << (Long.SIZE - Byte.SIZE * count));
  }

  /** Tells whether every byte is a number from 0 to 9. */
  static boolean areDigits(long digits) {
    // A byte of 10 or more gets, or has, its high bit.
    return (((digits + TO_HIGH_BIT) | digits) & HIGH_BITS) == 0;
  }

  /** Returns in each byte the number that its digit and the next one make. */
  static long pairs(long digits) {
    return digits * 10 + (digits >>> Byte.SIZE);
  }

  /** Returns the number that eight digits make. */
  static long value(long digits) {
    long pairs = pairs(digits); // in bytes 0, 2, 4 and 6
    // Each multiplication adds two of the pairs, times their powers of ten, up in the high half.
    long first = (pairs & EVEN_PAIRS) * (100 + (1_000_000L << Integer.SIZE));
    long second = ((pairs >>> (2 * Byte.SIZE)) & EVEN_PAIRS) * (1 + (10_000L << Integer.SIZE));
    return (first + second) >>> Integer.SIZE;
  }
}
