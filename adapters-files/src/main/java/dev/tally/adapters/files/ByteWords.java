package dev.tally.adapters.files;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds and counts bytes eight at a time. The formulas are the usual ones for "has a zero byte" in
 * a word (Warren, Hacker's Delight, 6-1).
 */
final class ByteWords {

  static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private ByteWords() {}

  /** Returns where {@code wanted} is first in {@code [from, to)}, or {@code to}. */
  static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    long pattern = ONES * (wanted & 0xFF);
    int index = from;
    for (; index + Long.BYTES <= to; index += Long.BYTES) {
      long zeros = zeroBytesFromLowest((long) WORD.get(bytes, index) ^ pattern);
      if (zeros != 0) {
        return index + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (index < to && bytes[index] != wanted) {
      index++;
    }
    return index;
  }

  /** Returns where either byte is first in {@code [from, to)}, or {@code to}. */
  static int indexOfEither(byte[] bytes, int from, int to, byte one, byte other) {
    long pattern = ONES * (one & 0xFF);
    long otherPattern = ONES * (other & 0xFF);
    int index = from;
    for (; index + Long.BYTES <= to; index += Long.BYTES) {
      long word = (long) WORD.get(bytes, index);
      long zeros = zeroBytesFromLowest(word ^ pattern) | zeroBytesFromLowest(word ^ otherPattern);
      if (zeros != 0) {
        return index + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (index < to && bytes[index] != one && bytes[index] != other) {
      index++;
    }
    return index;
  }

  /** Returns where {@code wanted} is last in {@code [from, to)}, or -1. */
  static int lastIndexOf(byte[] bytes, int from, int to, byte wanted) {
    for (int index = to - 1; index >= from; index--) {
      if (bytes[index] == wanted) {
        return index;
      }
    }
    return -1;
  }

  /** Returns how often {@code wanted} is in {@code [from, to)}. */
  static int count(byte[] bytes, int from, int to, byte wanted) {
    long pattern = ONES * (wanted & 0xFF);
    int count = 0;
    int index = from;
    for (; index + Long.BYTES <= to; index += Long.BYTES) {
      long word = (long) WORD.get(bytes, index) ^ pattern;
      // Exact for every byte, where the formula for finding is so for the lowest one only.
      count += Long.bitCount(~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word | ~HIGH_BITS));
    }
    for (; index < to; index++) {
      if (bytes[index] == wanted) {
        count++;
      }
    }
    return count;
  }

  private static long zeroBytesFromLowest(long word) {
    return (word - ONES) & ~word & HIGH_BITS;
  }
}
