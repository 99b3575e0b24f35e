package dev.tally.adapters.kafka.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes looked at as one number, the first of them lowest. The formulas are the usual ones
 * for "has a byte that is zero" and "has a byte less than n" (Warren, Hacker's Delight, 6-1).
 */
final class ByteWord {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private ByteWord() {}

  /** Returns the eight bytes from {@code start} on, all of which must be there. */
  static long at(byte[] bytes, int start) {
    return (long) WORD.get(bytes, start);
  }

  /** Returns the bytes from {@code start} on, at most eight and perhaps none, zeros behind them. */
  static long of(byte[] bytes, int start, int length) {
    if (length >= Long.BYTES) {
      return at(bytes, start);
    }
    if (length <= 0) {
      return 0;
    }
    if (start + Long.BYTES <= bytes.length) {
      return at(bytes, start) & firstBytes(length);
    }
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = (word << Byte.SIZE) | (bytes[start + i] & 0xFF);
    }
    return word;
  }

  /** Returns the mask of the first bytes, fewer than eight. */
  static long firstBytes(int length) {
    return (1L << (length * Byte.SIZE)) - 1;
  }

  /**
   * Marks, by their highest bits, the bytes of a word that plain text cannot hold: quotes,
   * backslashes, control characters, and what is beyond ASCII. Exact up to the first mark.
   */
  static long notPlain(long word) {
    long special = zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES);
    long control = (word - SPACES) & ~word;
    return (special | control | word) & HIGH_BITS;
  }

  /** Returns how many bytes are before the first that is marked; eight where none is. */
  static int countBefore(long marks) {
    return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
  }

  /** Returns the mask of the bytes before the first that is marked; all where none is. */
  static long before(long marks) {
    return ((marks & -marks) >>> (Byte.SIZE - 1)) - 1;
  }

  // Exact up to the first byte that is zero, which is all that is asked for.
  private static long zeroBytes(long word) {
    return (word - ONES) & ~word;
  }
}
