package dev.tally.adapters.kafka.json;

import java.util.Arrays;

/**
 * JSON being written as UTF-8, byte by byte. Sized well at the start it is written without a copy.
 */
final class JsonBytes {

  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final int LONGEST_ESCAPE = 6;

  private byte[] bytes;
  private int size;

  /** Starts empty, with room for so many bytes. */
  JsonBytes(int expectedSize) {
    bytes = new byte[expectedSize];
  }

  /** Appends ASCII text as it is. */
  JsonBytes raw(byte[] ascii) {
    ensureRoom(ascii.length);
    System.arraycopy(ascii, 0, bytes, size, ascii.length);
    size += ascii.length;
    return this;
  }

  /** Appends one ASCII character as it is. */
  JsonBytes raw(char ascii) {
    ensureRoom(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** Appends a number. */
  JsonBytes number(long value) {
    String digits = Long.toString(value);
    ensureRoom(digits.length());
    for (int i = 0; i < digits.length(); i++) {
      bytes[size++] = (byte) digits.charAt(i);
    }
    return this;
  }

  /** Appends a number from 0 to 99 as two digits. */
  JsonBytes twoDigits(int value) {
    ensureRoom(2);
    int tens = value / 10;
    bytes[size++] = (byte) ('0' + tens);
    bytes[size++] = (byte) ('0' + value - tens * 10);
    return this;
  }

  /** Appends text in quotes, escaped. An unpaired surrogate becomes '?', as it does in state. */
  JsonBytes text(String value) {
    int length = value.length();
    ensureRoom(length + 2);
    bytes[size++] = '"';
    int i = appendPlain(value, 0);
    while (i < length) {
      i += 1 + special(value, i);
      ensureRoom(length - i + 1);
      i = appendPlain(value, i);
    }
    return raw('"');
  }

  /** Returns the bytes. Nothing may be appended after this. */
  byte[] toBytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** Appends, where there is room for all, what needs no escape; returns where it stopped. */
  private int appendPlain(String value, int start) {
    byte[] target = bytes;
    int at = size;
    int length = value.length();
    int i = start;
    for (; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 0x80 || c < 0x20 || c == '"' || c == '\\') {
        break;
      }
      target[at++] = (byte) c;
    }
    size = at;
    return i;
  }

  /** Appends the character at {@code i}; returns how many more than one it took. */
  private int special(String value, int i) {
    ensureRoom(LONGEST_ESCAPE);
    char c = value.charAt(i);
    if (c < 0x80) {
      escape(c);
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xC0 | c >> 6);
      tail(c);
    } else if (!Character.isSurrogate(c)) {
      bytes[size++] = (byte) (0xE0 | c >> 12);
      tail(c >> 6);
      tail(c);
    } else if (i + 1 < value.length() && Character.isSurrogatePair(c, value.charAt(i + 1))) {
      int codePoint = Character.toCodePoint(c, value.charAt(i + 1));
      bytes[size++] = (byte) (0xF0 | codePoint >> 18);
      tail(codePoint >> 12);
      tail(codePoint >> 6);
      tail(codePoint);
      return 1;
    } else {
      bytes[size++] = '?';
    }
    return 0;
  }

  private void tail(int bits) {
    bytes[size++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void escape(char c) {
    char letter =
        switch (c) {
          case '"', '\\' -> c;
          case '\b' -> 'b';
          case '\f' -> 'f';
          case '\n' -> 'n';
          case '\r' -> 'r';
          case '\t' -> 't';
          default -> 'u';
        };
    bytes[size++] = '\\';
    bytes[size++] = (byte) letter;
    if (letter == 'u') {
      bytes[size++] = '0';
      bytes[size++] = '0';
      bytes[size++] = HEX[c >> 4];
      bytes[size++] = HEX[c & 0xF];
    }
  }

  private void ensureRoom(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
