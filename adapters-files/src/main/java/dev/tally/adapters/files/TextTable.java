package dev.tally.adapters.files;

import java.util.ArrayList;
import java.util.List;

/** Lays out rows for a terminal: text to the left, numbers to the right, columns in line. */
final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();
  private final int textColumns;

  TextTable(List<String> names, int textColumns) {
    this.textColumns = textColumns;
    add(names);
  }

  void add(List<String> cells) {
    lines.add(cells.stream().map(TextTable::oneLine).toList());
  }

  String render() {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> cells : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], width(cells.get(column)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> cells : lines) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String padding = " ".repeat(widths[column] - width(cells.get(column)));
        line.append(column == 0 ? "" : GAP)
            .append(
                column < textColumns ? cells.get(column) + padding : padding + cells.get(column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  // Control characters, line breaks among them, would break the table or command the terminal.
  private static String oneLine(String cell) {
    return cell.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  /** Returns how many columns of a terminal the text takes: two for each East Asian character. */
  static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  // The blocks of Unicode's EastAsianWidth.txt that are wide or full width.
  private static boolean isWide(int codePoint) {
    return codePoint >= 0x1100
        && (codePoint <= 0x115F
            || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
            || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
            || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
            || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
            || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
            || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
            || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
            || (codePoint >= 0x20000 && codePoint <= 0x3FFFD));
  }
}
