package dev.tally.application.port;

import java.io.Serializable;

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
    implements Serializable {

  /** How many bytes of a row are kept. */
  public static final int SHOWN_BYTES = 4096;
}
