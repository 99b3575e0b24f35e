package dev.tally.bootstrap.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of cells in columns, each as wide as its widest cell: text to the left, numbers to the
 * right.
 */
public final class TextTable {

  private static final String GAP = "  ";

  /** Where a column's cells stand. */
  public enum Align {
    /** Text. */
    LEFT,
    /** Numbers. */
    RIGHT
  }

  private final List<Align> alignments;
  private final List<List<String>> rows = new ArrayList<>();

  /** Begins a table whose first row is the header. */
  public TextTable(List<String> header, List<Align> alignments) {
    this.alignments = List.copyOf(alignments);
    add(header);
  }

  /** Adds a row with a cell for each column. */
  public void add(List<String> cells) {
    if (cells.size() != alignments.size()) {
      throw new IllegalArgumentException(
          "a row needs " + alignments.size() + " cells, not " + cells.size() + ": " + cells);
    }
    rows.add(cells.stream().map(Printable::line).toList());
  }

  /** Returns the table's lines, without blanks at their ends. */
  public List<String> lines() {
    int[] widths = new int[alignments.size()];
    for (List<String> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], DisplayWidth.of(row.get(i))));
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String padding = " ".repeat(widths[i] - DisplayWidth.of(cell));
      line.append(i > 0 ? GAP : "");
      line.append(alignments.get(i) == Align.RIGHT ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
