package dev.tally.bootstrap.command;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.OnRejected;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.in.JobRequest;
import dev.tally.application.port.out.TableReader;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.LiveView;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.StatusLine;
import dev.tally.bootstrap.wiring.App;
import dev.tally.bootstrap.wiring.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One demo: generator and job run beside each other, while a consumer of its own reads the output
 * topic. Used once, by one thread.
 */
final class Demo {

  private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration EMIT_EVERY = Duration.ofMillis(500);
  private static final int PARALLELISM = 2;

  private final Environment environment;
  private final App app;
  private final Settings settings;
  private final Cluster cluster;
  private final DemoJob job;
  private final OutputRows rows;
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean isOver;
  private boolean anyCounts;

  Demo(Environment environment, App app, DemoJob job, Settings settings) {
    this.environment = environment;
    this.app = app;
    this.job = job;
    this.rows = job.newRows();
    this.settings = settings;
    this.cluster = Cluster.at(settings.bootstrapServers());
  }

  /**
   * What is shown.
   *
   * @param begun when the command began, on the steady clock
   */
  record Settings(
      Engine engine,
      String bootstrapServers,
      Path stateDirectory,
      long count,
      Rate rate,
      long seed,
      long begun) {}

  /** Runs the demo to its end. */
  ExitCode run() throws InterruptedException {
    CompletableFuture<Void> firstSent = new CompletableFuture<>();
    CompletableFuture<Void> generation =
        Background.start("demo-generator", () -> generate(firstSent));
    // The generator creates the input topic; if it fails, that is the failure to show.
    CompletableFuture.anyOf(firstSent, generation).exceptionally(failure -> null).join();
    if (generation.isCompletedExceptionally()) {
      Background.join(generation);
    }
    CompletableFuture<RunningJob> start =
        Background.start("demo-start", () -> job.start(app, request()));
    follow(generation, start);

    isOver = true; // a generator still at work has nobody left to count for it
    RunningJob running = Background.join(start);
    running.stop();
    RunReport report = running.await();
    Background.join(generation);
    return conclude(report);
  }

  private @Nullable Void generate(CompletableFuture<Void> firstSent) {
    DemoJob.Sending sending =
        new DemoJob.Sending(
            cluster, settings.count(), settings.rate(), settings.seed(), environment.clock().now());
    job.generate(
        app,
        sending,
        () -> {
          sent.incrementAndGet();
          firstSent.complete(null);
          return !isOver && !environment.stop().isRequested();
        });
    return null;
  }

  private JobRequest request() {
    return new JobRequest(
        cluster,
        job.input(),
        job.output(),
        StartPosition.EARLIEST,
        false,
        PARALLELISM,
        EMIT_EVERY,
        Duration.ZERO,
        ZoneOffset.UTC,
        OnRejected.DEAD_LETTER,
        RejectLimit.NONE,
        settings.stateDirectory());
  }

  /** Shows the output until the events are through, something failed, or the user ends it. */
  private void follow(CompletableFuture<Void> generation, CompletableFuture<RunningJob> start)
      throws InterruptedException {
    LiveView view =
        new LiveView(
            environment.console(), PLAIN_LINE_EVERY, environment.steadyNanos().getAsLong());
    StatusLine status = new StatusLine(job.name() + " on " + settings.engine());
    TableReader reader = null;
    try {
      while (!environment.stop().isRequested() && !isThrough(generation, start)) {
        RunningJob running = startedOrNull(start);
        if (running == null) {
          Background.awaitEnd(start, POLL.toMillis());
        } else {
          reader = reader == null ? app.readTable().open(cluster, job.output()) : reader;
          reader.poll(POLL, rows::take);
        }
        sayFirstCounts(view);
        long now = environment.steadyNanos().getAsLong();
        view.update(now, rows::lines, () -> statusLine(running, status, now));
      }
    } finally {
      view.end();
      if (reader != null) {
        reader.close();
      }
    }
  }

  private boolean isThrough(
      CompletableFuture<Void> generation, CompletableFuture<RunningJob> start) {
    if (start.isCompletedExceptionally() || generation.isCompletedExceptionally()) {
      return true;
    }
    RunningJob running = startedOrNull(start);
    if (running == null) {
      return false;
    }
    boolean ended = running.progress().status().isTerminal();
    return ended || (generation.isDone() && rows.total() >= sent.get());
  }

  private static @Nullable RunningJob startedOrNull(CompletableFuture<RunningJob> start) {
    return start.isDone() && !start.isCompletedExceptionally() ? start.join() : null;
  }

  private String statusLine(@Nullable RunningJob running, StatusLine status, long now) {
    String line =
        running == null
            ? "%s on %s  %s".formatted(job.name(), settings.engine(), JobStatus.CREATED)
            : status.line(running.progress(), now);
    return "%s  sent %s/%s"
        .formatted(line, Numbers.grouped(sent.get()), Numbers.grouped(settings.count()));
  }

  private void sayFirstCounts(LiveView view) {
    if (anyCounts || rows.total() == 0) {
      return;
    }
    anyCounts = true;
    view.end();
    double seconds = (environment.steadyNanos().getAsLong() - settings.begun()) / 1e9;
    environment.console().print("First counts after %s".formatted(Numbers.seconds(seconds)));
  }

  private ExitCode conclude(RunReport report) {
    Console console = environment.console();
    OutputRows last = job.newRows();
    try (TableReader reader = app.readTable().open(cluster, job.output())) {
      while (!reader.isAtEnd()) {
        reader.poll(POLL, last::take);
      }
    }
    console.print(last.lines());
    console.print("");
    ExitCode end = new JobFollower(environment).conclude(report, Optional.empty());
    if (environment.stop().isRequested()) {
      console.print(
          "check: none, for the demo was ended early: %s events sent, %s counted"
              .formatted(Numbers.grouped(sent.get()), Numbers.grouped(last.total())));
      return end;
    }
    List<String> differences = job.differences(last);
    if (differences.isEmpty()) {
      console.print(
          "check: %s events sent, %s counted in %s: equal"
              .formatted(Numbers.grouped(sent.get()), Numbers.grouped(last.total()), job.extent()));
      return end;
    }
    console.print("check: sent and counted differ:");
    console.print(differences);
    environment.console().error("The demo's counts are not what was sent.");
    return ExitCode.FAILED;
  }
}
