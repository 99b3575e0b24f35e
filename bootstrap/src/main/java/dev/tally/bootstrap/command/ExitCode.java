package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended, as scripts see it. */
public enum ExitCode {
  /** The command did what it was asked to. */
  OK(0, "The command did what it was asked to."),
  /** A job failed or did not balance, a check did not hold, or Tally itself is at fault. */
  FAILED(1, "A job failed, its accounting or a check did not hold, or Tally itself is at fault."),
  /** See {@link Problem#USAGE}. */
  USAGE(2, "An option or argument that cannot be right."),
  /** See {@link Problem#UNREACHABLE}. */
  UNREACHABLE(3, "The broker did not answer, or refused the login."),
  /** See {@link Problem#NOT_FOUND}. */
  NOT_FOUND(4, "A topic or file that does not exist."),
  /** See {@link Problem#FORBIDDEN}. */
  FORBIDDEN(5, "The broker or the file system denies access."),
  /** See {@link Problem#BUSY}. */
  BUSY(6, "Something else holds the data directory, the port or the job."),
  /** See {@link Problem#STATE}. */
  STATE(7, "Kept state is missing, damaged or does not fit the request."),
  /** See {@link Problem#DATA}. */
  DATA(8, "Input that was told not to be accepted, or that is no such data."),
  /** SIGINT: the command ended gracefully all the same. */
  INTERRUPTED(130, "Ended by Ctrl-C; a first one ends gracefully, a second one at once."),
  /** SIGTERM: the command ended gracefully all the same. */
  TERMINATED(143, "Ended by SIGTERM; a first one ends gracefully, a second one at once.");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** Returns the number. */
  public int code() {
    return code;
  }

  /** Returns the code for a kind of trouble. */
  public static ExitCode of(Problem problem) {
    return switch (problem) {
      case USAGE -> USAGE;
      case UNREACHABLE -> UNREACHABLE;
      case NOT_FOUND -> NOT_FOUND;
      case FORBIDDEN -> FORBIDDEN;
      case BUSY -> BUSY;
      case STATE -> STATE;
      case DATA -> DATA;
    };
  }

  /** Returns every code with its meaning, for the help text. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (ExitCode exitCode : values()) {
      meanings.put(String.valueOf(exitCode.code), exitCode.meaning);
    }
    return meanings;
  }
}
