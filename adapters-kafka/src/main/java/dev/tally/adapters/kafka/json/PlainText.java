package dev.tally.adapters.kafka.json;

/** JSON text without escapes: finds where it ends, and whether it is UTF-8 to the letter. */
final class PlainText {

  /** The text has an escape, a control character, broken UTF-8, or no end. */
  static final int NOT_USUAL = -1;

  private static final int LEAST_OF_THREE_BYTES = 0x800;
  private static final int LEAST_OF_FOUR_BYTES = 0x10000;

  private PlainText() {}

  /**
   * Returns where the closing quote is.
   *
   * @param start behind the opening quote
   * @param end where the record ends
   */
  static int endOf(byte[] bytes, int start, int end) {
    int i = start;
    while (true) {
      i = endOfAscii(bytes, i, end);
      if (i == end) {
        return NOT_USUAL;
      }
      if (bytes[i] >= 0) {
        return bytes[i] == '"' ? i : NOT_USUAL;
      }
      i = endOfBeyondAscii(bytes, i, end);
      if (i == NOT_USUAL) {
        return NOT_USUAL;
      }
    }
  }

  /** Returns where the first byte is that plain ASCII text cannot hold, or the end. */
  private static int endOfAscii(byte[] bytes, int start, int end) {
    int i = start;
    for (; i + Long.BYTES <= end; i += Long.BYTES) {
      int plain = ByteWord.countBefore(ByteWord.notPlain(ByteWord.at(bytes, i)));
      if (plain < Long.BYTES) {
        return i + plain;
      }
    }
    while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Returns where the first byte of ASCII is, or the end. */
  private static int endOfBeyondAscii(byte[] bytes, int start, int end) {
    int i = start;
    do {
      int length = isOfThreeBytes(bytes, i, end) ? 3 : lengthOfCharacter(bytes, i, end);
      if (length == 0) {
        return NOT_USUAL;
      }
      i += length;
    } while (i < end && bytes[i] < 0);
    return i;
  }

  /** Sees most characters of most scripts; not sure to see all that are of three bytes. */
  private static boolean isOfThreeBytes(byte[] bytes, int start, int end) {
    if (start + 3 > end) {
      return false;
    }
    int lead = bytes[start] & 0xFF;
    boolean isFollowed = (((bytes[start + 1] ^ 0x80) | (bytes[start + 2] ^ 0x80)) & 0xC0) == 0;
    return isFollowed && lead > 0xE0 && lead < 0xED; // the rest has gaps
  }

  /** Returns of how many bytes the character beyond ASCII is; 0 where it is none. */
  private static int lengthOfCharacter(byte[] bytes, int start, int end) {
    int lead = bytes[start] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || start + length > end) {
      return 0;
    }
    int code = lead & (0xFF >> (length + 1));
    for (int i = start + 1; i < start + length; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return 0;
      }
      code = (code << 6) | (bytes[i] & 0x3F);
    }
    boolean allowed =
        switch (length) {
          case 2 -> true;
          case 3 -> code >= LEAST_OF_THREE_BYTES && !isSurrogate(code);
          default -> code >= LEAST_OF_FOUR_BYTES && code <= Character.MAX_CODE_POINT;
        };
    return allowed ? length : 0;
  }

  private static boolean isSurrogate(int code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }
}
