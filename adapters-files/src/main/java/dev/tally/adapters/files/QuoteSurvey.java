package dev.tally.adapters.files;

/**
 * Finds where records end in a part of a file, for one of the two states the part may begin in. Fed
 * with the part's bytes in order, in blocks of any size. It follows the rules of {@link
 * RecordScanner} save the one on broken records; where that one might apply it says so.
 */
final class QuoteSurvey {

  private static final int OUTSIDE = 0;
  private static final int INSIDE = 1;
  private static final int QUOTE_SEEN_INSIDE = 2;

  private final byte delimiter;
  private final int maximumLength;
  private int state;
  private byte previous;
  private long offset;
  private long lines;
  private int firstQuote; // of the block taken last

  private long firstEnd = -1;
  private long linesToFirstEnd;
  private long lastEnd = -1;
  private boolean regular = true;

  /**
   * Starts a part.
   *
   * @param offset where the part starts in the file
   * @param previous the byte before, or a line feed
   * @param inside whether the part begins inside a quoted field
   */
  QuoteSurvey(byte delimiter, int maximumLength, long offset, byte previous, boolean inside) {
    this.delimiter = delimiter;
    this.maximumLength = maximumLength;
    this.offset = offset;
    this.previous = previous;
    this.state = inside ? INSIDE : OUTSIDE;
  }

  /**
   * Takes the next {@code length} bytes of the part.
   *
   * @param lineFeeds how many there are in them
   * @param firstQuote where the first quote is in them, or {@code length}
   */
  void take(byte[] block, int length, int lineFeeds, int firstQuote) {
    this.firstQuote = firstQuote;
    int index = 0;
    while (index < length) {
      index =
          state == OUTSIDE ? takeOutside(block, index, length) : takeInside(block, index, length);
    }
    offset += length;
    lines += lineFeeds;
  }

  /** Returns where the first record ends, its line break included, or -1 where none does. */
  long firstEnd() {
    return firstEnd;
  }

  /** Returns how many lines of the part there are up to {@link #firstEnd}. */
  long linesToFirstEnd() {
    return linesToFirstEnd;
  }

  /** Returns where the last record ends that does, or -1. */
  long lastEnd() {
    return lastEnd;
  }

  /** Returns how many lines have ended in the part so far. */
  long lines() {
    return lines;
  }

  /** Returns where the part ends so far. */
  long offset() {
    return offset;
  }

  /** Tells whether what follows is inside a quoted field, given that it is no quote. */
  boolean endsInside() {
    return state == INSIDE;
  }

  /** Tells whether every record between the first end and the last is of a length allowed. */
  boolean regular() {
    return regular;
  }

  private int takeInside(byte[] block, int from, int length) {
    if (state == QUOTE_SEEN_INSIDE) {
      boolean escaped = block[from] == RecordScanner.QUOTE;
      state = escaped ? INSIDE : OUTSIDE;
      previous = RecordScanner.QUOTE;
      return escaped ? from + 1 : from;
    }
    int quote = nextQuote(block, from, length);
    if (quote < length) {
      state = QUOTE_SEEN_INSIDE;
    }
    return quote + 1;
  }

  private int takeOutside(byte[] block, int from, int length) {
    int quote = nextQuote(block, from, length);
    takeLines(block, from, quote);
    if (quote > from) {
      previous = block[quote - 1];
    }
    if (quote < length) {
      state = previous == delimiter || previous == RecordScanner.LINE_FEED ? INSIDE : OUTSIDE;
      previous = RecordScanner.QUOTE;
    }
    return quote + 1;
  }

  private int nextQuote(byte[] block, int from, int length) {
    return from <= firstQuote
        ? firstQuote
        : ByteWords.indexOf(block, from, length, RecordScanner.QUOTE);
  }

  private void takeLines(byte[] block, int from, int to) {
    int first = ByteWords.indexOf(block, from, to, RecordScanner.LINE_FEED);
    if (first == to) {
      return;
    }
    if (firstEnd < 0) {
      firstEnd = offset + first + 1;
      linesToFirstEnd = lines + ByteWords.count(block, 0, first + 1, RecordScanner.LINE_FEED);
    } else {
      endRecord(offset + first + 1);
    }
    lastEnd = offset + first + 1;
    if (to - from > maximumLength) {
      takeEveryLine(block, first + 1, to);
    } else {
      lastEnd = offset + ByteWords.lastIndexOf(block, first, to, RecordScanner.LINE_FEED) + 1;
    }
  }

  private void takeEveryLine(byte[] block, int from, int to) {
    int lineFeed = ByteWords.indexOf(block, from, to, RecordScanner.LINE_FEED);
    while (lineFeed < to) {
      endRecord(offset + lineFeed + 1);
      lineFeed = ByteWords.indexOf(block, lineFeed + 1, to, RecordScanner.LINE_FEED);
    }
  }

  private void endRecord(long end) {
    regular &= end - lastEnd <= maximumLength;
    lastEnd = end;
  }
}
