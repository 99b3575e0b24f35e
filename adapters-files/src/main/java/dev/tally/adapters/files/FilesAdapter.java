package dev.tally.adapters.files;

import dev.tally.application.port.out.SalesFiles;

/** The door to this module. */
public final class FilesAdapter {

  /** How long a row may be, its line break included, in bytes. */
  public static final int LONGEST_ROW = 1 << 20;

  private static final long SMALLEST_RANGE = 1 << 20;

  private FilesAdapter() {}

  /** Returns the files of sales and of their summaries. */
  public static SalesFiles salesFiles() {
    return salesFiles(SMALLEST_RANGE);
  }

  /**
   * Returns the same, large files cut into smaller ranges.
   *
   * @param smallestRange how many bytes a range has at least, about
   */
  public static SalesFiles salesFiles(long smallestRange) {
    return new SalesFilesAdapter(LONGEST_ROW, smallestRange);
  }
}
