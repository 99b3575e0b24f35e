package dev.tally.reliability.history;

/**
 * A row as an outsider reads it.
 *
 * @param cell the category and behavior, or the window
 * @param settled how settled the row says it is: 0 open, 1 closed, 2 final; always 0 for running
 *     counts
 */
public record CountRow(String cell, long count, int settled) {

  /** A row that never changes again. */
  public static final int FINAL = 2;
}
