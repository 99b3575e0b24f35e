package dev.tally.bootstrap.command;

import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.console.LiveView;
import dev.tally.bootstrap.console.Printable;
import dev.tally.bootstrap.console.StatusLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Shows a job's status until it has ended, then what it did.
 *
 * @param isResultAlone whether standard output is for the result only, so that a program can read
 *     it: then everything about the run goes to standard error
 */
record JobFollower(Environment environment, boolean isResultAlone) {

  private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(10);
  private static final long LOOK_EVERY_MILLIS = 100;

  JobFollower(Environment environment) {
    this(environment, false);
  }

  /** Follows the job to its end, which the user may ask for. */
  RunReport follow(RunningJob job, JobScreen screen) throws InterruptedException {
    return follow(job, screen, () -> List.of());
  }

  /**
   * Does the same for a job that needs a broker.
   *
   * @param news lines to be said at once, each time it is asked
   */
  RunReport follow(RunningJob job, JobScreen screen, Supplier<List<String>> news)
      throws InterruptedException {
    job.notes().forEach(environment.console()::note);
    environment.stop().onRequest(job::stop);
    CompletableFuture<RunReport> end = Background.start("job-end", job::await);
    StatusLine status = new StatusLine(screen.subject());
    LiveView view =
        new LiveView(
            environment.console(), PLAIN_LINE_EVERY, environment.steadyNanos().getAsLong());
    while (!Background.awaitEnd(end, LOOK_EVERY_MILLIS)) {
      long now = environment.steadyNanos().getAsLong();
      List<String> lines = news.get();
      if (!lines.isEmpty()) {
        view.end();
        lines.forEach(environment.console()::note);
      }
      if (isResultAlone && !environment.console().terminal().isInteractive()) {
        continue;
      }
      Progress progress = job.progress();
      List<String> notes =
          screen.notes().stream().flatMap(note -> note.text(progress, now).stream()).toList();
      view.update(
          now, () -> withRows(screen, notes), () -> statusLine(status.line(progress, now), notes));
    }
    view.end();
    return Background.join(end);
  }

  // On a terminal lines are cut to its width, so notes have lines of their own.
  private static List<String> withRows(JobScreen screen, List<String> notes) {
    List<String> lines = new ArrayList<>(screen.rows().get());
    if (!lines.isEmpty() && !notes.isEmpty()) {
      lines.add("");
    }
    lines.addAll(notes);
    return lines;
  }

  private String statusLine(String line, List<String> notes) {
    boolean isStopping = environment.stop().isRequested();
    String said =
        environment.console().terminal().isInteractive() || notes.isEmpty()
            ? line
            : line + "  " + String.join("  ", notes);
    return said + (isStopping ? "  stopping" : "");
  }

  /** Prints what the job did and writes the report; returns how that ends the command. */
  ExitCode conclude(RunReport report, Optional<Path> file) {
    return conclude(report, OptionalLong.empty(), file);
  }

  /**
   * Does the same for a job in event time.
   *
   * @param watermark where it was at the end
   */
  ExitCode conclude(RunReport report, OptionalLong watermark, Optional<Path> file) {
    if (isResultAlone) {
      ReportLines.of(report).forEach(environment.console()::note);
    } else {
      environment.console().print(ReportLines.of(report));
    }
    file.ifPresent(path -> ReportFile.write(path, report, watermark));
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
