package dev.tally.adapters.files;

import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts the content of a range into records. Not thread-safe.
 *
 * <p>A record ends at the first line break (LF, or CRLF) that is not inside quotes, or at the end
 * of the content. A quote opens a quoted field at the start of a field only, and closes it unless
 * another quote follows at once (RFC 4180). A record that does not end within {@code maximumLength}
 * bytes, or whose quotes are still open at the end of the content, is broken: it ends at its first
 * line break of any kind, so that a lost quote costs one record and not the rest of the file.
 *
 * <p>Empty lines are skipped. The memory needed is {@code maximumLength}, whatever comes.
 */
final class RecordScanner implements AutoCloseable {

  static final byte LINE_FEED = '\n';
  static final byte CARRIAGE_RETURN = '\r';
  static final byte QUOTE = '"';

  private static final int FIRST_BUFFER = 256 * 1024;

  private final RangeStream stream;
  private final byte delimiter;
  private final int maximumLength;
  private final int shownLength;

  private byte[] buffer;
  private int filled;
  private boolean ended;
  private long bufferOffset; // of buffer[0] in the content
  private int next; // where the next record starts in the buffer
  private long nextLine;
  private boolean inQuotes; // after endOf: whether a quoted field was still open

  private byte[] record;
  private int start;
  private int end;
  private long offset;
  private long line;
  private boolean quoted;
  private boolean broken;

  /**
   * Starts before the first record.
   *
   * @param offset the offset of the stream's first byte in the whole content
   * @param line the line that the stream starts with
   * @param maximumLength of a record with its line break
   * @param shownLength how much is kept of a record too long for the buffer
   */
  RecordScanner(
      RangeStream stream,
      byte delimiter,
      long offset,
      long line,
      int maximumLength,
      int shownLength) {
    this.stream = stream;
    this.delimiter = delimiter;
    this.maximumLength = maximumLength;
    this.shownLength = Math.min(shownLength, maximumLength);
    this.buffer = new byte[Math.min(FIRST_BUFFER, maximumLength + 1)];
    this.record = buffer;
    this.bufferOffset = offset;
    this.nextLine = line;
  }

  /** Skips a byte order mark if the content begins with one. */
  void skipByteOrderMark() throws IOException {
    refill();
    if (filled >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      next = 3;
    }
  }

  /** Goes to the next record; false at the end of the content. */
  boolean next() throws IOException {
    while (findRecord()) {
      if (end > start && record[end - 1] == CARRIAGE_RETURN) {
        end--;
      }
      if (end > start) {
        return true;
      }
    }
    return false;
  }

  /** Returns the array that the record lies in; it is reused by the next record. */
  byte[] bytes() {
    return record;
  }

  /** Returns where the record starts in {@link #bytes}. */
  int start() {
    return start;
  }

  /** Returns where the record ends in {@link #bytes}, its line break not included. */
  int end() {
    return end;
  }

  /** Returns the offset of the record in the content. */
  long offset() {
    return offset;
  }

  /** Returns the number of the line that the record starts on. */
  long line() {
    return line;
  }

  /** Tells whether there is a quote in the record. */
  boolean quoted() {
    return quoted;
  }

  /** Tells whether the record has no proper end; with {@link #quoted} for want of a quote. */
  boolean broken() {
    return broken;
  }

  /** Returns the offset of what comes after the record. */
  long nextOffset() {
    return bufferOffset + next;
  }

  /** Returns the array that what comes after the record lies in, as far as it has been read. */
  byte[] buffer() {
    return buffer;
  }

  /** Returns where what comes after the record starts in {@link #buffer}. */
  int nextStart() {
    return next;
  }

  /** Returns where the bytes in {@link #buffer} end. */
  int filled() {
    return filled;
  }

  /**
   * Leaves out records that were read by other means.
   *
   * @param after where what comes after them starts in {@link #buffer}
   * @param lines how many lines they are
   */
  void skip(int after, int lines) {
    next = after;
    nextLine += lines;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  private boolean findRecord() throws IOException {
    while (true) {
      int limit = (int) Math.min(filled, (long) next + maximumLength);
      int lineFeed = endOf(next, limit);
      if (lineFeed >= 0) {
        take(next, lineFeed, lineFeed + 1, false);
        return true;
      }
      boolean tooLong = filled - next > maximumLength;
      if (tooLong || ended) {
        return takeWithoutEnd(tooLong);
      }
      refill();
    }
  }

  private boolean takeWithoutEnd(boolean tooLong) throws IOException {
    if (next == filled) {
      return false;
    }
    if (!tooLong && !inQuotes) {
      take(next, filled, filled, false); // the last line break is missing
      return true;
    }
    int lineFeed = ByteWords.indexOf(buffer, next, filled, LINE_FEED);
    if (lineFeed < filled) {
      take(next, lineFeed, lineFeed + 1, true);
    } else if (ended) {
      take(next, filled, filled, true);
    } else {
      takeBeginning();
    }
    return true;
  }

  // Keeps the beginning of a line that is longer than the buffer, and skips the rest.
  private void takeBeginning() throws IOException {
    long recordOffset = nextOffset();
    byte[] beginning = Arrays.copyOfRange(buffer, next, Math.min(filled, next + shownLength));
    int lineFeed = filled;
    while (lineFeed == filled && !ended) {
      next = filled;
      refill();
      lineFeed = ByteWords.indexOf(buffer, 0, filled, LINE_FEED);
    }
    take(0, 0, Math.min(lineFeed + 1, filled), true);
    record = beginning;
    end = beginning.length;
    offset = recordOffset;
  }

  private void take(int from, int to, int after, boolean withoutEnd) {
    record = buffer;
    start = from;
    end = to;
    offset = bufferOffset + from;
    line = nextLine;
    broken = withoutEnd;
    nextLine += quoted ? 1 + ByteWords.count(buffer, from, to, LINE_FEED) : 1;
    next = after;
  }

  // Returns the line feed that ends the record, or -1 where it is not in sight.
  private int endOf(int from, int limit) {
    quoted = false;
    inQuotes = false;
    int index = ByteWords.indexOfEither(buffer, from, limit, LINE_FEED, QUOTE);
    while (index < limit && buffer[index] == QUOTE) {
      quoted = true;
      if (index == from || buffer[index - 1] == delimiter) {
        index = closingQuote(index + 1, limit);
        if (index == limit) {
          return -1;
        }
      }
      index = ByteWords.indexOfEither(buffer, index + 1, limit, LINE_FEED, QUOTE);
    }
    return index < limit ? index : -1;
  }

  // Returns the quote that closes the field, or limit while it is open.
  private int closingQuote(int from, int limit) {
    inQuotes = true;
    int index = ByteWords.indexOf(buffer, from, limit, QUOTE);
    while (index + 1 < limit && buffer[index + 1] == QUOTE) {
      index = ByteWords.indexOf(buffer, index + 2, limit, QUOTE);
    }
    inQuotes = index >= limit;
    return Math.min(index, limit);
  }

  private void refill() throws IOException {
    int kept = filled - next;
    if (kept == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maximumLength + 1L));
    } else {
      System.arraycopy(buffer, next, buffer, 0, kept);
    }
    bufferOffset += next;
    next = 0;
    filled = kept + stream.fill(buffer, kept);
    ended = filled < buffer.length;
  }
}
