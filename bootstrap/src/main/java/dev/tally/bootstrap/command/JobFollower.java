package dev.tally.bootstrap.command;

import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.console.LiveView;
import dev.tally.bootstrap.console.Printable;
import dev.tally.bootstrap.console.StatusLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Shows a job's status until it has ended, then what it did. */
record JobFollower(Environment environment) {

  private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_MILLIS = 100;

  /** Follows the job to its end, which the user may ask for. */
  RunReport follow(RunningJob job, String subject) throws InterruptedException {
    environment.stop().onRequest(job::stop);
    CompletableFuture<RunReport> end = Background.start("job-end", job::await);
    StatusLine status = new StatusLine(subject);
    LiveView view =
        new LiveView(
            environment.console(), PLAIN_LINE_EVERY, environment.steadyNanos().getAsLong());
    while (!Background.awaitEnd(end, LOOK_EVERY_MILLIS)) {
      long now = environment.steadyNanos().getAsLong();
      view.update(
          now,
          List::of,
          () ->
              status.line(job.progress(), now)
                  + (environment.stop().isRequested() ? "  stopping" : ""));
    }
    view.end();
    return Background.join(end);
  }

  /** Prints what the job did and writes the report; returns how that ends the command. */
  ExitCode conclude(RunReport report, Optional<Path> file) {
    environment.console().print(ReportLines.of(report));
    file.ifPresent(path -> ReportFile.write(path, report));
    Throwable failure = report.failure();
    if (failure instanceof TallyException known) {
      throw known;
    }
    if (failure != null) {
      throw new JobFailure(
          "%s on %s failed: %s"
              .formatted(report.job(), report.engine(), Printable.line(rootMessage(failure))),
          failure);
    }
    if (!report.accounting().balances()) {
      environment
          .console()
          .error(
              "The accounting of %s on %s does not balance: %s.%nDo not trust its counts; please report this with the log."
                  .formatted(report.job(), report.engine(), report.accounting().line()));
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
      root = cause;
    }
    String message = root.getMessage();
    return message == null || message.isBlank()
        ? root.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }
}
