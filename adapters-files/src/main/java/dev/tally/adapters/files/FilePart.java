package dev.tally.adapters.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What was found in a part of a file, for either state it may begin in. Parts begin at no quote, so
 * that an escaped quote is never in two of them.
 *
 * @param outside the findings if it begins outside quotes
 * @param inside the findings if it begins inside quotes
 */
record FilePart(long start, long end, QuoteSurvey outside, QuoteSurvey inside) {

  private static final int BLOCK = 128 * 1024;

  /** Looks through {@code [start, end)} of a file. */
  static FilePart survey(FileChannel file, long start, long end, byte delimiter, int maximumLength)
      throws IOException {
    byte previous = start == 0 ? RecordScanner.LINE_FEED : byteAt(file, start - 1);
    return survey(file, start, end, previous, delimiter, maximumLength);
  }

  /** Looks through {@code [start, end)} of a file, a record being known to begin at the start. */
  static FilePart surveyFromRecord(
      FileChannel file, long start, long end, byte delimiter, int maximumLength)
      throws IOException {
    return survey(file, start, end, RecordScanner.LINE_FEED, delimiter, maximumLength);
  }

  /** Returns the first offset from {@code offset} on where there is no quote. */
  static long afterQuotes(FileChannel file, long offset) throws IOException {
    long after = offset;
    while (after < file.size() && byteAt(file, after) == RecordScanner.QUOTE) {
      after++;
    }
    return after;
  }

  /** Returns how many lines end in the part. */
  long lines() {
    return outside.lines();
  }

  private static FilePart survey(
      FileChannel file, long start, long end, byte previous, byte delimiter, int maximumLength)
      throws IOException {
    QuoteSurvey outside = new QuoteSurvey(delimiter, maximumLength, start, previous, false);
    QuoteSurvey inside = new QuoteSurvey(delimiter, maximumLength, start, previous, true);
    byte[] block = new byte[BLOCK];
    while (outside.offset() < end) {
      int wanted = (int) Math.min(BLOCK, end - outside.offset());
      int length = file.read(ByteBuffer.wrap(block, 0, wanted), outside.offset());
      if (length <= 0) {
        break; // became shorter; the reader will say so
      }
      take(block, length, outside, inside);
    }
    return new FilePart(start, end, outside, inside);
  }

  // Most blocks hold no quote: then there is little to be done for either state.
  private static void take(byte[] block, int length, QuoteSurvey outside, QuoteSurvey inside) {
    int firstQuote = length;
    int lineFeeds =
        ByteWords.countWithout(block, 0, length, RecordScanner.LINE_FEED, RecordScanner.QUOTE);
    if (lineFeeds < 0) {
      firstQuote = ByteWords.indexOf(block, 0, length, RecordScanner.QUOTE);
      lineFeeds = ByteWords.count(block, 0, length, RecordScanner.LINE_FEED);
    }
    outside.take(block, length, lineFeeds, firstQuote);
    inside.take(block, length, lineFeeds, firstQuote);
  }

  private static byte byteAt(FileChannel file, long offset) throws IOException {
    byte[] one = new byte[1];
    file.read(ByteBuffer.wrap(one), offset);
    return one[0];
  }
}
