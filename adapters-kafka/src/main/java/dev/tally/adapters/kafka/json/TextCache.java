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
  private static final int SHORT = 2 * Long.BYTES;
  private static final long MIXER = 0x9E3779B97F4A7C15L; // odd, its bits as good as random

  private final @Nullable Remembered[] slots = new Remembered[SLOTS];

  /** Returns the text of well-formed bytes. */
  String get(byte[] bytes, int start, int length) {
    if (length > LONGEST) {
      return text(bytes, start, length);
    }
    long first = ByteWord.of(bytes, start, length);
    return length <= SHORT
        ? get(
            bytes,
            start,
            length,
            first,
            ByteWord.of(bytes, start + Long.BYTES, length - Long.BYTES))
        : get(bytes, start, length, first, ByteWord.at(bytes, start + length - Long.BYTES));
  }

  /**
   * Returns the same for at most sixteen bytes that were already looked at.
   *
   * @param first the first eight of them, zeros behind
   * @param second those behind the eighth, zeros behind
   */
  String get(byte[] bytes, int start, int length, long first, long second) {
    int slot = (int) ((((first * MIXER) ^ (second + length)) * MIXER) >>> UNUSED_BITS);
    Remembered known = slots[slot];
    if (known == null || !known.is(bytes, start, length, first, second)) {
      known = new Remembered(bytes, start, length, first, second);
      slots[slot] = known;
    }
    return known.text;
  }

  private static String text(byte[] bytes, int start, int length) {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  /** A text and two words of it, which are all of one that is short. */
  private static final class Remembered {
    private final long first;
    private final long second;
    private final byte[] key;
    private final String text;

    Remembered(byte[] bytes, int start, int length, long first, long second) {
      this.first = first;
      this.second = second;
      this.key = Arrays.copyOfRange(bytes, start, start + length);
      this.text = text(bytes, start, length);
    }

    boolean is(byte[] bytes, int start, int length, long itsFirst, long itsSecond) {
      return first == itsFirst
          && second == itsSecond
          && key.length == length
          && (length <= SHORT || Arrays.equals(key, 0, length, bytes, start, start + length));
    }
  }
}
