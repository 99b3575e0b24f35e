package dev.tally.adapters.kafka.broker;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/** Turns what goes wrong in a broker into a message for users. */
record BrokerFailure(Path dataDirectory, Path logFile) {

  // Less than this is not enough for the files of one more topic.
  private static final long FULL_BELOW_BYTES = 4 << 20;

  /** Explains an exception that ended the start of a broker on the port. */
  TallyException explainStart(Throwable failure, int port) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<TallyException> explained = explainOne(cause, port);
      if (explained.isPresent()) {
        return explained.get();
      }
    }
    return new TallyException(
        Problem.STATE,
        "The embedded broker on %s could not start: %s.%nSee %s."
            .formatted(dataDirectory, failure, logFile),
        failure);
  }

  /** Explains the end of a broker that nobody asked to stop and that said nothing itself. */
  TallyException explainEnd() {
    return isDeviceFull()
        ? deviceFull()
        : new TallyException(
            Problem.STATE,
            "The embedded broker on %s has ended unexpectedly.%nSee %s."
                .formatted(dataDirectory, logFile));
  }

  private Optional<TallyException> explainOne(Throwable cause, int port) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof TallyException explained) {
      return Optional.of(explained);
    }
    if (cause instanceof BindException || message.contains("Address already in use")) {
      return explained(
          Problem.BUSY,
          "Port %d of %s is taken by another program.%nStop it, or choose another with --port (0 takes a free one)."
              .formatted(port, ServerProperties.LOOPBACK),
          cause);
    }
    if (message.contains("No space left on device")) {
      return Optional.of(deviceFull());
    }
    if (cause instanceof AccessDeniedException || message.contains("Permission denied")) {
      return explained(
          Problem.FORBIDDEN,
          "No access to %s.%nMake %s writable for you, or name another directory with --data-dir."
              .formatted(message, dataDirectory),
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

  private TallyException deviceFull() {
    return new TallyException(
        Problem.STATE,
        "The device of %s is full, so the broker cannot go on; its log is %s.%nFree some space, or name another directory with --data-dir."
            .formatted(dataDirectory, logFile));
  }

  // Kafka halts its JVM on a write error, before anybody could say why: so the parent looks itself.
  private boolean isDeviceFull() {
    try {
      return Files.getFileStore(dataDirectory).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
