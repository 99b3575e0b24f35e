package dev.tally.adapters.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns UTF-8 into text, the same text for the same bytes while it lasts: a category that comes a
 * million times is decoded once. Bounded: it forgets everything when it is full, and does not keep
 * long texts. Not thread-safe.
 */
final class TextCache {

  private static final int SLOTS = 8192;
  private static final int FULL = SLOTS / 2;
  private static final int LONGEST_KEPT = 128;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] @Nullable [] keys = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];
  private int size;

  TextCache() {
    Arrays.fill(texts, "");
  }

  /** Returns the text, or null where the bytes are not UTF-8. */
  @Nullable String textOf(byte[] bytes, int start, int end) {
    if (end - start > LONGEST_KEPT) {
      return decode(bytes, start, end);
    }
    int slot = slotOf(bytes, start, end);
    for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
      if (Arrays.equals(key, 0, key.length, bytes, start, end)) {
        return texts[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    String text = decode(bytes, start, end);
    if (text != null) {
      keep(slot, bytes, start, end, text);
    }
    return text;
  }

  private void keep(int freeSlot, byte[] bytes, int start, int end, String text) {
    int slot = freeSlot;
    if (size == FULL) {
      Arrays.fill(keys, null);
      Arrays.fill(texts, "");
      size = 0;
      slot = slotOf(bytes, start, end);
    }
    keys[slot] = Arrays.copyOfRange(bytes, start, end);
    texts[slot] = text;
    size++;
  }

  private @Nullable String decode(byte[] bytes, int start, int end) {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
    } catch (CharacterCodingException broken) {
      return null;
    }
  }

  // Word by word, the last word over the end of the one before; short texts as one word.
  private static int slotOf(byte[] bytes, int start, int end) {
    long hash = (long) end - start;
    int last = end - Long.BYTES;
    if (last < start) {
      long word = 0;
      for (int index = start; index < end; index++) {
        word = (word << Byte.SIZE) | (bytes[index] & 0xFF);
      }
      return slotOf(mixed(hash, word));
    }
    for (int index = start; index < last; index += Long.BYTES) {
      hash = mixed(hash, (long) ByteWords.WORD.get(bytes, index));
    }
    return slotOf(mixed(hash, (long) ByteWords.WORD.get(bytes, last)));
  }

  private static int slotOf(long hash) {
    return (int) (hash >>> 20) & (SLOTS - 1);
  }

  private static long mixed(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ (product >>> 32);
  }
}
