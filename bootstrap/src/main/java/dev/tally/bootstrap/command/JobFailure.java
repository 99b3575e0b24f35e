package dev.tally.bootstrap.command;

/** A job ended by an error that the user cannot be told how to mend: the log has the rest. */
final class JobFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JobFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
