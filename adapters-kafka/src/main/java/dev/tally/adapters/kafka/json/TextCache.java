package dev.tally.adapters.kafka.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same String for the same ASCII bytes, as long as it remembers it: a newer text of the
 * same slot takes its place, so that it never grows beyond about 200 KB. Used by one thread.
 */
final class TextCache {

  private static final int SLOTS = 1024;
  private static final int LONGEST = 64;

  private final byte[] @Nullable [] keys = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** Returns the text of ASCII bytes. */
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

  private static int slotOf(byte[] bytes, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }

  private static String text(byte[] bytes, int start, int length) {
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }
}
