package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.CountMessages;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What jobs in event time can be told about it. */
final class WindowOptions {

  @Option(
      names = "--window",
      paramLabel = "SPAN",
      defaultValue = "1m",
      description = "The windows' length. Default: ${DEFAULT-VALUE}")
  Duration window;

  @Option(
      names = "--watermark-delay",
      paramLabel = "SPAN",
      defaultValue = "1m",
      description = {
        "How far the watermark stays behind the newest timestamp; a window is closed once the",
        "watermark has reached its end. Default: ${DEFAULT-VALUE}"
      })
  Duration watermarkDelay;

  @Option(
      names = "--allowed-lateness",
      paramLabel = "SPAN",
      defaultValue = "10m",
      description = {
        "How long a closed window is still revised. Events of a window beyond that are reported as",
        "late. Default: ${DEFAULT-VALUE}"
      })
  Duration allowedLateness;

  @Option(
      names = "--max-future-skew",
      paramLabel = "SPAN",
      defaultValue = "5m",
      description = {
        "How far ahead of the clock a timestamp may be and still move the watermark.",
        "Default: ${DEFAULT-VALUE}"
      })
  Duration maxFutureSkew;

  @Option(
      names = "--idle-after",
      paramLabel = "SPAN",
      defaultValue = "10s",
      description = "How long a silent partition is waited for. Default: ${DEFAULT-VALUE}")
  Duration idleAfter;

  /** Checks what can be checked before anything is started. */
  void check() {
    requireSome("--window", window);
    requireSome("--idle-after", idleAfter);
  }

  private static void requireSome(String option, Duration span) {
    if (span.isZero()) {
      throw new TallyException(Problem.USAGE, "%s takes at least 1ms.".formatted(option));
    }
  }

  /** Returns the windows. */
  CountMessages.Windows windows() {
    return new CountMessages.Windows(
        window, watermarkDelay, allowedLateness, maxFutureSkew, idleAfter);
  }
}
