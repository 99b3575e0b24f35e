package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A few characters of ASCII, at most sixteen, to be compared a word at a time. */
final class ShortText {

  private static final int LONGEST = 2 * Long.BYTES;

  private final int length;
  private final long firstMask;
  private final long first;
  private final int lastAt;
  private final long last;

  /** Takes the characters. */
  ShortText(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException("longer than two words: " + text);
    }
    length = bytes.length;
    firstMask = length < Long.BYTES ? ByteWord.firstBytes(length) : -1L;
    first = ByteWord.of(bytes, 0, length);
    lastAt = Math.max(0, length - Long.BYTES);
    last = ByteWord.of(bytes, lastAt, length - lastAt);
  }

  /** Returns how many bytes it takes. */
  int length() {
    return length;
  }

  /** Tells whether it starts at {@code start}; not sure to see it in the array's last bytes. */
  boolean isAt(byte[] bytes, int start) {
    return start + Long.BYTES + lastAt <= bytes.length
        && (ByteWord.at(bytes, start) & firstMask) == first
        && (ByteWord.at(bytes, start + lastAt) & firstMask) == last;
  }
}
