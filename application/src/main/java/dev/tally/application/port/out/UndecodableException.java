package dev.tally.application.port.out;

/**
 * A record's bytes are not an event. Its message is the reason, one line, free of control
 * characters. It has no stack trace: bad records may come in millions.
 */
public final class UndecodableException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says why. */
  public UndecodableException(String reason) {
    super(reason, null, false, false);
  }

  /** Returns why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
