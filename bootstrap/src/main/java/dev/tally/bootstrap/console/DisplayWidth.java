package dev.tally.bootstrap.console;

/**
 * How many columns a text takes on a terminal: two for East Asian wide characters (the wide ranges
 * of Unicode's UAX 11, in blocks), none for combining marks.
 */
final class DisplayWidth {

  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD}
  };

  private DisplayWidth() {}

  /** Returns the columns that the text takes. */
  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** Returns the text, cut where it would go beyond the columns. */
  static String cut(String text, int columns) {
    if (text.length() * 2L <= columns || of(text) <= columns) {
      return text;
    }
    int width = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      if (width + of(character) > columns - 1) {
        break;
      }
      width += of(character);
      end += Character.charCount(character);
    }
    return text.substring(0, end) + "…";
  }

  private static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (character >= range[0] && character <= range[1]) {
        return 2;
      }
    }
    return 1;
  }
}
