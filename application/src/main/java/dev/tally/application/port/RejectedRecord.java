package dev.tally.application.port;

import java.io.Serializable;

/**
 * A record that could not be decoded: where it is and why.
 *
 * @param reason one line for the user
 */
public record RejectedRecord(String topic, int partition, long offset, String reason)
    implements Serializable {

  /** How many a job keeps to show; it counts the others. */
  public static final int SHOWN = 5;
}
