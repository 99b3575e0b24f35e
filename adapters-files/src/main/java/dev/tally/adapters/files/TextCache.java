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
 * long texts. The first few texts are the same in all caches, so that keys of whatever was read by
 * one are found without a look at their characters by another. Not thread-safe.
 */
final class TextCache {

  private static final int SLOTS = 8192;
  private static final int FULL = SLOTS / 2;
  private static final int LONGEST_KEPT = 128;
  private static final int FEW = 256;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final @Nullable Text[] texts = new Text[SLOTS];
  private int size;

  /** Returns the text, or null where the bytes are not UTF-8. */
  @Nullable String textOf(byte[] bytes, int start, int end) {
    Text text = find(bytes, start, end);
    return text == null ? null : text.value;
  }

  /**
   * Returns the text if a field without quotes may hold it as it is: no quote and no control
   * character; null otherwise, and where the bytes are not UTF-8.
   */
  @Nullable String plainTextOf(byte[] bytes, int start, int end) {
    Text text = find(bytes, start, end);
    return text == null || !text.isPlain ? null : text.value;
  }

  private @Nullable Text find(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length > LONGEST_KEPT) {
      return decode(bytes, start, end);
    }
    long first = firstWord(bytes, start, length);
    long last = length < Long.BYTES ? first : ByteWords.at(bytes, end - Long.BYTES);
    int slot = slotOf(first, last, bytes, start, length);
    for (Text text = texts[slot]; text != null; text = texts[slot]) {
      if (text.is(first, last, bytes, start, length)) {
        return text;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    Text text = decode(bytes, start, end);
    if (text != null) {
      keep(text, slot);
    }
    return text;
  }

  private @Nullable Text decode(byte[] bytes, int start, int end) {
    try {
      String value = decoder.decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
      boolean isShared = size < FEW && end - start <= LONGEST_KEPT;
      return new Text(isShared ? value.intern() : value, Arrays.copyOfRange(bytes, start, end));
    } catch (CharacterCodingException broken) {
      return null;
    }
  }

  private void keep(Text text, int freeSlot) {
    int slot = freeSlot;
    if (size == FULL) {
      Arrays.fill(texts, null);
      size = 0;
      slot = slotOf(text.first, text.last, text.bytes, 0, text.bytes.length);
    }
    texts[slot] = text;
    size++;
  }

  // The first eight bytes, or all of them and zeros.
  private static long firstWord(byte[] bytes, int start, int length) {
    if (start > bytes.length - Long.BYTES) {
      byte[] padded = Arrays.copyOf(Arrays.copyOfRange(bytes, start, start + length), Long.BYTES);
      return ByteWords.at(padded, 0);
    }
    long word = ByteWords.at(bytes, start);
    return length < Long.BYTES ? word & ((1L << (Byte.SIZE * length)) - 1) : word;
  }

  // Word by word; the last one may lie over the end of the one before.
  private static int slotOf(long first, long last, byte[] bytes, int start, int length) {
    long hash = mixed(length, first);
    for (int index = Long.BYTES; index < length - Long.BYTES; index += Long.BYTES) {
      hash = mixed(hash, ByteWords.at(bytes, start + index));
    }
    return (int) (mixed(hash, last) >>> 20) & (SLOTS - 1);
  }

  private static long mixed(long hash, long word) {
    long product = (hash ^ word) * MULTIPLIER;
    return product ^ (product >>> 32);
  }

  /** A text and its bytes, of which the first and last eight are at hand, as most have no more. */
  private static final class Text {

    private final String value;
    private final boolean isPlain;
    private final byte[] bytes;
    private final long first;
    private final long last;

    Text(String value, byte[] bytes) {
      this.value = value;
      this.isPlain = isPlain(bytes);
      this.bytes = bytes;
      this.first = firstWord(bytes, 0, bytes.length);
      this.last =
          bytes.length < Long.BYTES ? first : ByteWords.at(bytes, bytes.length - Long.BYTES);
    }

    private static boolean isPlain(byte[] bytes) {
      boolean isPlain = true;
      for (byte one : bytes) {
        isPlain &= (one >= ' ' || one < 0) && one != RecordScanner.QUOTE;
      }
      return isPlain;
    }

    boolean is(long first, long last, byte[] source, int start, int length) {
      return this.first == first
          && this.last == last
          && bytes.length == length
          && (length <= 2 * Long.BYTES
              || Arrays.equals(bytes, 0, length, source, start, start + length));
    }
  }
}
