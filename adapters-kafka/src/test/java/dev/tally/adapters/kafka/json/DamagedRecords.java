package dev.tally.adapters.kafka.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Records of a kind, each damaged in up to three places, or in none. */
final class DamagedRecords {

  private static final int MARGIN = 16;

  private final String[] whole;
  private final String[] tokens;
  private final RandomGenerator random;

  /**
   * Draws from these.
   *
   * @param whole records that are right
   * @param tokens what may get into them
   */
  DamagedRecords(String[] whole, String[] tokens, long seed) {
    this.whole = whole;
    this.tokens = tokens;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** Returns the next record. */
  byte[] next() {
    byte[] record = utf8(whole[random.nextInt(whole.length)]);
    for (int left = random.nextInt(4); left > 0; left--) {
      record = damagedOnce(record);
    }
    return record;
  }

  /** Returns the record among bytes that would complete it, so that a step outside is noticed. */
  static byte[] inBuffer(byte[] record) {
    byte[] buffer = new byte[record.length + 2 * MARGIN];
    Arrays.fill(buffer, (byte) '"');
    buffer[MARGIN - 1] = '{';
    buffer[MARGIN + record.length] = '}';
    System.arraycopy(record, 0, buffer, MARGIN, record.length);
    return buffer;
  }

  /** Returns where the record starts in its buffer. */
  static int start() {
    return MARGIN;
  }

  /** Returns the record for the message of a test. */
  static String shown(byte[] record) {
    return new String(record, StandardCharsets.UTF_8)
        + " = "
        + HexFormat.ofDelimiter(" ").formatHex(record);
  }

  private byte[] damagedOnce(byte[] record) {
    int from = random.nextInt(record.length + 1);
    int to = from + random.nextInt(Math.min(12, record.length + 1 - from));
    byte[] middle =
        switch (random.nextInt(6)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) random.nextInt(256)};
          case 2 -> utf8(tokens[random.nextInt(tokens.length)]);
          case 3 -> twice(record, from, to);
          case 4 -> new byte[] {(byte) ('0' + random.nextInt(10))};
          default -> new byte[] {(byte) ('a' + random.nextInt(26))};
        };
    int keptFrom = random.nextBoolean() ? from : to; // insert or replace
    byte[] result = new byte[keptFrom + middle.length + record.length - to];
    System.arraycopy(record, 0, result, 0, keptFrom);
    System.arraycopy(middle, 0, result, keptFrom, middle.length);
    System.arraycopy(record, to, result, keptFrom + middle.length, record.length - to);
    return result;
  }

  private static byte[] twice(byte[] record, int from, int to) {
    byte[] part = Arrays.copyOfRange(record, from, to);
    byte[] result = Arrays.copyOf(part, part.length * 2);
    System.arraycopy(part, 0, result, part.length, part.length);
    return result;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
