package dev.tally.adapters.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;

/**
 * Makes up sales. The same seed gives the same bytes on every machine: the order of the draws is
 * product, category, price, quantity, day, and {@link Random} is specified to the bit.
 */
final class SalesGenerator {

  private static final String[] CATEGORIES = {"electronics", "accessories", "peripherals"};
  private static final int YEAR = 2024;
  private static final int CHUNK = 32 * 1024;

  private SalesGenerator() {}

  static void write(long rows, long seed, OutputStream out) throws IOException {
    Random random = new Random(seed);
    int days = LocalDate.of(YEAR, 1, 1).lengthOfYear();
    StringBuilder text = new StringBuilder(2 * CHUNK);
    for (long row = 0; row < rows; row++) {
      text.append('P').append(100 + random.nextInt(899)).append(',');
      text.append(CATEGORIES[random.nextInt(CATEGORIES.length)]).append(',');
      int cents = 1_000 + random.nextInt(99_001);
      text.append(cents / 100).append('.').append(cents / 10 % 10).append(cents % 10).append(',');
      text.append(1 + random.nextInt(9)).append(',');
      text.append(LocalDate.ofYearDay(YEAR, 1 + random.nextInt(days))).append('\n');
      if (text.length() > CHUNK) {
        out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        text.setLength(0);
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
