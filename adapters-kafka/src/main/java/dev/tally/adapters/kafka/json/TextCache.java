package dev.tally.adapters.kafka.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same String for the same UTF-8 bytes, as long as it remembers it: a newer text of the
 * same slot takes its place, so that it never grows beyond about 200 KB. Used by one thread.
 */
final class TextCache {

  private static final int SLOTS = 1024;
  private static final int UNUSED_BITS = Long.SIZE - 10; // ten make a slot
  private static final int LONGEST = 64;
  private static final long MIXER = 0x9E3779B97F4A7C15L; // odd, its bits as good as random

  private final byte[] @Nullable [] keys = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** Returns the text of well-formed bytes. */
  String get(byte[] bytes, int start, int length) {
    if (length > LONGEST) {
      return text(bytes, start, length);
    }
    int slot = slotOf(bytes, start, length);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, bytes, start, start + length)) {
      keys[slot] = Arrays.copyOfRange(bytes, start, start + length);
      texts[slot] = text(bytes, start, length);
    }
    return texts[slot];
  }

  // By the first eight bytes, the last eight, and the length.
  private static int slotOf(byte[] bytes, int start, int length) {
    long first = ByteWord.of(bytes, start, length);
    long last =
        length > Long.BYTES ? ByteWord.at(bytes, start + length - Long.BYTES) : (long) length;
    long hash = ((first * MIXER) ^ (last + length)) * MIXER;
    return (int) (hash >>> UNUSED_BITS);
  }

  private static String text(byte[] bytes, int start, int length) {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }
}
