package dev.tally.adapters.kafka.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Records that are nearly events, as many as one likes and always the same: sound ones with bytes
 * that were changed, put in, taken out, doubled or exchanged. Stateless.
 */
final class MutatedEvents {

  private static final long SEED = 20_250_421;
  private static final List<byte[]> SOUND =
      List.of(
          bytes(
              "{\"user_id\":\"user_3\",\"item_id\":\"item_122\",\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2025-04-21 14:10:45.123\"}"),
          bytes("{\"category\": \"clothing\", \"behavior\": \"click\"}"),
          bytes("{\"behavior\":\"책\",\"category\":\"a\\u00e9\\\"b\",\"price\":-1.5e+3}"),
          bytes(
              "{\"category\":\"x\",\"behavior\":\"y\",\"extra\":{\"deep\":[1,[2,{\"a\":null}]]}}"),
          bytes("{\"ts\":\"2025-04-21T14:10:45Z\",\"category\":\"\",\"behavior\":\"\"}"));

  /** What breaks parsers, and what records of this kind are made of. */
  private static final List<byte[]> PIECES =
      List.of(
          bytes("{"),
          bytes("}"),
          bytes("["),
          bytes("]"),
          bytes("\""),
          bytes("\\"),
          bytes(","),
          bytes(":"),
          bytes("\\ud800"),
          bytes("\\u0000"),
          bytes("null"),
          bytes("1e999"),
          bytes("-"),
          bytes("\"category\":\"books\""),
          bytes("\"ts\":\"2025-02-30 24:61:00\""),
          bytes(" \t\r\n"),
          bytes("[".repeat(1_200)),
          new byte[] {(byte) 0xC0, (byte) 0x80},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
          new byte[] {0});

  private static final int MOST_CHANGES = 4;
  private static final int KINDS = 6;

  private MutatedEvents() {}

  /** Returns the record of a number; about one in five is a sound event. */
  static byte[] at(long number) {
    SplittableRandom random = new SplittableRandom(SEED + number);
    byte[] record = SOUND.get(random.nextInt(SOUND.size()));
    int changes = random.nextInt(MOST_CHANGES + 1);
    for (int change = 0; change < changes; change++) {
      record = changed(record, random);
    }
    return record;
  }

  private static byte[] changed(byte[] record, SplittableRandom random) {
    int at = random.nextInt(record.length + 1);
    int to = Math.min(record.length, at + random.nextInt(1, 12));
    return switch (random.nextInt(KINDS)) {
      case 0 -> spliced(record, at, to, new byte[0]);
      case 1 -> spliced(record, at, at, PIECES.get(random.nextInt(PIECES.size())));
      case 2 -> spliced(record, at, to, PIECES.get(random.nextInt(PIECES.size())));
      case 3 -> spliced(record, at, at, Arrays.copyOfRange(record, at, to));
      case 4 -> spliced(record, at, record.length, SOUND.get(random.nextInt(SOUND.size())));
      default ->
          spliced(
              record, at, Math.min(record.length, at + 1), new byte[] {(byte) random.nextInt()});
    };
  }

  /** Returns the record with other bytes in place of those from {@code at} to {@code to}. */
  private static byte[] spliced(byte[] record, int at, int to, byte[] bytes) {
    byte[] spliced = new byte[record.length - (to - at) + bytes.length];
    System.arraycopy(record, 0, spliced, 0, at);
    System.arraycopy(bytes, 0, spliced, at, bytes.length);
    System.arraycopy(record, to, spliced, at + bytes.length, record.length - to);
    return spliced;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
