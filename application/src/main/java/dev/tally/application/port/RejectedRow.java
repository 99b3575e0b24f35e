package dev.tally.application.port;

/**
 * A row of a file that is not what the job reads: where it is and why.
 *
 * @param file the file's path as it was found
 * @param line the line that the row starts on, from 1
 * @param offset the byte that the row starts at, from 0; in a compressed file, of its content
 * @param column the column at fault; empty where it is the row as a whole
 * @param reason one line for the user
 * @param row the row's text, {@code U+FFFD} in place of broken bytes; cut after {@link
 *     #SHOWN_BYTES}
 */
public record RejectedRow(
    String file, long line, long offset, String column, String reason, String row)
    implements Rejection {

  /** How many bytes of a row are kept. */
  public static final int SHOWN_BYTES = 4096;

  /** How many a job keeps to show; all are in its list of rejected rows. */
  public static final int SHOWN = 3;

  @Override
  public String place() {
    return "%s, line %d, byte %d%s"
        .formatted(file, line, offset, column.isEmpty() ? "" : ", column " + column);
  }
}
