package dev.tally.adapters.kafka.json;

/** What stands behind the minute of most timestamps, {@code :ss.SSS}, read as one word. */
final class MinuteRest {

  private static final long ZEROS = 0x30_3030_2E30_303AL; // ":00.000", the first byte lowest
  private static final long SEVEN_BYTES = 0xFF_FFFF_FFFF_FFFFL;
  private static final long HIGH_BITS = 0x80_8080_8080_8080L;
  // Added to a byte, these set its highest bit: from ten on at a digit, from one on elsewhere.
  private static final long BEYOND = 0x76_7676_7F76_767FL;
  private static final int MINUTE = 60_000;

  private MinuteRest() {}

  /** Returns the milliseconds since the minute began; negative where the text is another. */
  static int millis(long word) {
    long digits = (word ^ ZEROS) & SEVEN_BYTES;
    if (((digits | (digits + BEYOND)) & HIGH_BITS) != 0) {
      return -1;
    }
    int millis =
        digit(digits, 1) * 10_000
            + digit(digits, 2) * 1_000
            + digit(digits, 4) * 100
            + digit(digits, 5) * 10
            + digit(digits, 6);
    return millis < MINUTE ? millis : -1;
  }

  private static int digit(long digits, int at) {
    return (int) (digits >>> (at * Byte.SIZE)) & 0xF;
  }
}
