package dev.tally.adapters.files;

/**
 * Text that spreadsheets show and do not run. A cell that begins with {@code = + - @}, a tab or a
 * line break may be taken for a formula; an apostrophe in front makes it text (OWASP, CSV
 * injection).
 */
final class SpreadsheetText {

  private static final String FORMULA_STARTS = "=+-@\t\r\n";

  private SpreadsheetText() {}

  static String safe(String text) {
    boolean mayRun = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return mayRun ? "'" + text : text;
  }
}
