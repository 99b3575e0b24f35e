package dev.tally.application.port;

/**
 * Trouble that the user can mend. The message is written for the user: one or two lines that say
 * what, where and how to fix it.
 */
public final class TallyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** Says what is wrong. */
  public TallyException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** Says what is wrong; the cause goes to the log. */
  public TallyException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Returns the kind of trouble. */
  public Problem problem() {
    return problem;
  }
}
