package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/** Turns what goes wrong inside the broker into a message for users. */
record StartFailure(BrokerArguments arguments) {

  TallyException explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<TallyException> explained = explainOne(cause);
      if (explained.isPresent()) {
        return explained.get();
      }
    }
    return new TallyException(
        Problem.STATE,
        "The embedded broker on %s could not start: %s.%nSee %s."
            .formatted(arguments.dataDirectory(), failure, arguments.logFile()),
        failure);
  }

  private Optional<TallyException> explainOne(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof TallyException explained) {
      return Optional.of(explained);
    }
    if (cause instanceof BindException || message.contains("Address already in use")) {
      return explained(Problem.BUSY, portTaken(arguments.port()), cause);
    }
    if (message.contains("No space left on device")) {
      return explained(
          Problem.STATE,
          "The device of %s is full.%nFree some space, or name another directory with --data-dir."
              .formatted(arguments.dataDirectory()),
          cause);
    }
    if (cause instanceof AccessDeniedException || message.contains("Permission denied")) {
      return explained(
          Problem.FORBIDDEN,
          "No access to %s.%nMake %s writable for you, or name another directory with --data-dir."
              .formatted(message, arguments.dataDirectory()),
          cause);
    }
    if (cause instanceof ConfigException) {
      return explained(Problem.USAGE, "The broker's settings are refused: " + message, cause);
    }
    return Optional.empty();
  }

  private static Optional<TallyException> explained(
      Problem problem, String message, Throwable cause) {
    return Optional.of(new TallyException(problem, message, cause));
  }

  private static String portTaken(int port) {
    return "Port %d of %s is taken by another program.%nStop it, or choose another with --port (0 takes a free one)."
        .formatted(port, ServerProperties.LOOPBACK);
  }
}
