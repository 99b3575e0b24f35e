package dev.tally.application.port;

/**
 * A record that could not be decoded: where it is and why.
 *
 * @param reason one line for the user
 */
public record RejectedRecord(String topic, int partition, long offset, String reason)
    implements Rejection {

  /** How many a job keeps to show; it counts the others. */
  public static final int SHOWN = 5;

  @Override
  public String place() {
    return "topic %s, partition %d, offset %d".formatted(topic, partition, offset);
  }
}
