package dev.tally.adapters.files;

import dev.tally.application.port.out.SalesFiles;

/** The door to this module. */
public final class FilesAdapter {

  /** How long a row may be, its line break included, in bytes. */
  public static final int LONGEST_ROW = 1 << 20;

  private FilesAdapter() {}

  /** Returns the files of sales and of their summaries. */
  public static SalesFiles salesFiles() {
    return new SalesFilesAdapter(LONGEST_ROW);
  }
}
