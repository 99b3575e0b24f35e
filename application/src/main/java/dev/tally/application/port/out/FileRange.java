package dev.tally.application.port.out;

import java.io.Serializable;

/**
 * A part of a file that begins and ends between two records, so that ranges can be read in any
 * order, by anyone, and every record is in exactly one of them.
 *
 * @param path the file
 * @param start the first byte
 * @param end the byte after the last
 * @param firstLine the number of the line that starts at {@code start}, from 1
 * @param compressed whether the file is gzip; then the range is the whole file, in its own bytes
 */
public record FileRange(String path, long start, long end, long firstLine, boolean compressed)
    implements Serializable {

  public FileRange {
    if (start < 0 || start > end || firstLine < 1) {
      throw new IllegalArgumentException(
          "not a range of a file: [" + start + ", " + end + "), line " + firstLine);
    }
  }

  /** Returns how many bytes of the file are in it. */
  public long length() {
    return end - start;
  }
}
