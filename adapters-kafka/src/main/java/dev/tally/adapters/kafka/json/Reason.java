package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.UndecodableException;

/**
 * Says in one line why a record is no event. What comes from the record is cut and made harmless.
 */
final class Reason {

  private static final int LONGEST = 200;
  private static final int LONGEST_QUOTE = 60;

  private Reason() {}

  /** Returns the exception for a text that may hold parts of the record. */
  static UndecodableException because(String text) {
    return new UndecodableException(harmless(text, LONGEST));
  }

  /** Returns a part of the record in quotes. */
  static String quoted(String part) {
    return '"' + harmless(part, LONGEST_QUOTE) + '"';
  }

  // Control and format characters could change what a terminal shows, or break the line.
  private static String harmless(String text, int longest) {
    StringBuilder line = new StringBuilder();
    int i = 0;
    while (i < text.length() && line.length() < longest) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (Character.getType(c)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.PRIVATE_USE,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            line.append("\\u%04x".formatted(c));
        default -> line.appendCodePoint(c);
      }
    }
    return i < text.length() ? line + "…" : line.toString();
  }
}
