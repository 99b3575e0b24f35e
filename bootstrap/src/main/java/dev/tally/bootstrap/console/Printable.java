package dev.tally.bootstrap.console;

import java.util.regex.Pattern;

/**
 * Makes text from outside safe to show: what a terminal would obey is taken out, escape sequences
 * as a whole, and so is what would turn the direction of the text around it.
 */
public final class Printable {

  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile(
          "\\x1B\\[[0-?]*[ -/]*[@-~]" // colours, cursor
              + "|\\x1B[\\]PX^_][^\\x07\\x1B]*(?:\\x07|\\x1B\\\\)?" // titles, links and other
              // strings
              + "|\\x1B[ -/]*[0-~]?"
              + "|\\x9B[0-?]*[ -/]*[@-~]");
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

  private Printable() {}

  /** Returns the text as one line without control characters; tabs and breaks become spaces. */
  public static String line(String text) {
    if (isPlain(text)) {
      return text;
    }
    String withoutSequences = ESCAPE_SEQUENCE.matcher(text).replaceAll("");
    String withSpaces = withoutSequences.replaceAll("\\R|\\t", " ");
    return CONTROL.matcher(withSpaces).replaceAll("");
  }

  /** Returns the lines of the text, each made safe. */
  public static String lines(String text) {
    return String.join(System.lineSeparator(), text.lines().map(Printable::line).toList());
  }

  /** Tells whether a terminal obeys the character, rather than show it. */
  static boolean isObeyed(char character) {
    return CONTROL.matcher(String.valueOf(character)).matches();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character > '~') {
        return false;
      }
    }
    return true;
  }
}
