package dev.tally.bootstrap.command;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.in.GenerateBehaviors;
import dev.tally.application.port.in.JobRequest;
import dev.tally.application.port.out.TableReader;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.LiveView;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.StatusLine;
import dev.tally.bootstrap.wiring.App;
import dev.tally.bootstrap.wiring.Engine;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One demo of behavior counting: generator and job run beside each other, while a consumer of its
 * own reads the output topic. Used once, by one thread.
 */
final class BehaviorDemo {

  private static final Duration PLAIN_LINE_EVERY = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration EMIT_EVERY = Duration.ofMillis(500);
  private static final int PARALLELISM = 2;

  private final Environment environment;
  private final App app;
  private final Settings settings;
  private final Cluster cluster;
  private final BehaviorStats stats = new BehaviorStats();
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean isOver;
  private boolean anyCounts;

  BehaviorDemo(Environment environment, App app, Settings settings) {
    this.environment = environment;
    this.app = app;
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
    CompletableFuture<Map<BehaviorKey, Long>> generation =
        Background.start("demo-generator", () -> generate(firstSent));
    // The generator creates the input topic; if it fails, that is the failure to show.
    CompletableFuture.anyOf(firstSent, generation).exceptionally(failure -> null).join();
    if (generation.isCompletedExceptionally()) {
      Background.join(generation);
    }
    CompletableFuture<RunningJob> start =
        Background.start("demo-start", () -> app.countBehaviors().start(request()));
    follow(generation, start);

    isOver = true; // a generator still at work has nobody left to count for it
    RunningJob job = Background.join(start);
    job.stop();
    RunReport report = job.await();
    Map<BehaviorKey, Long> sentByKey = Background.join(generation);
    return conclude(report, sentByKey);
  }

  private Map<BehaviorKey, Long> generate(CompletableFuture<Void> firstSent) {
    return app.generateBehaviors()
        .generate(
            new GenerateBehaviors.Request(
                cluster,
                BehaviorTopics.INPUT,
                OptionalInt.of(BehaviorTopics.PARTITIONS),
                settings.count(),
                settings.rate().perSecond(),
                settings.seed(),
                environment.clock().now(),
                settings.rate().step()),
            (event, bytes) -> {
              sent.incrementAndGet();
              firstSent.complete(null);
              return !isOver && !environment.stop().isRequested();
            });
  }

  private JobRequest request() {
    return new JobRequest(
        cluster,
        BehaviorTopics.INPUT,
        BehaviorTopics.OUTPUT,
        StartPosition.EARLIEST,
        false,
        PARALLELISM,
        EMIT_EVERY,
        ZoneOffset.UTC,
        settings.stateDirectory());
  }

  /** Shows the output until the events are through, something failed, or the user ends it. */
  private void follow(
      CompletableFuture<Map<BehaviorKey, Long>> generation, CompletableFuture<RunningJob> start)
      throws InterruptedException {
    LiveView view =
        new LiveView(
            environment.console(), PLAIN_LINE_EVERY, environment.steadyNanos().getAsLong());
    StatusLine status = new StatusLine(BehaviorCounting.NAME + " on " + settings.engine());
    TableReader reader = null;
    try {
      while (!environment.stop().isRequested() && !isThrough(generation, start)) {
        RunningJob job = startedOrNull(start);
        if (job == null) {
          Background.awaitEnd(start, POLL.toMillis());
        } else {
          reader = reader == null ? app.readTable().open(cluster, BehaviorTopics.OUTPUT) : reader;
          reader.poll(POLL, stats::take);
        }
        sayFirstCounts(view);
        long now = environment.steadyNanos().getAsLong();
        view.update(now, stats::lines, () -> statusLine(job, status, now));
      }
    } finally {
      view.end();
      if (reader != null) {
        reader.close();
      }
    }
  }

  private boolean isThrough(
      CompletableFuture<Map<BehaviorKey, Long>> generation, CompletableFuture<RunningJob> start) {
    if (start.isCompletedExceptionally() || generation.isCompletedExceptionally()) {
      return true;
    }
    RunningJob job = startedOrNull(start);
    if (job == null) {
      return false;
    }
    boolean ended = job.progress().status().isTerminal();
    return ended || (generation.isDone() && stats.total() >= sent.get());
  }

  private static @Nullable RunningJob startedOrNull(CompletableFuture<RunningJob> start) {
    return start.isDone() && !start.isCompletedExceptionally() ? start.join() : null;
  }

  private String statusLine(@Nullable RunningJob job, StatusLine status, long now) {
    String line =
        job == null
            ? "%s on %s  %s".formatted(BehaviorCounting.NAME, settings.engine(), JobStatus.CREATED)
            : status.line(job.progress(), now);
    return "%s  sent %s/%s"
        .formatted(line, Numbers.grouped(sent.get()), Numbers.grouped(settings.count()));
  }

  private void sayFirstCounts(LiveView view) {
    if (anyCounts || stats.total() == 0) {
      return;
    }
    anyCounts = true;
    view.end();
    double seconds = (environment.steadyNanos().getAsLong() - settings.begun()) / 1e9;
    environment.console().print("First counts after %s".formatted(Numbers.seconds(seconds)));
  }

  private ExitCode conclude(RunReport report, Map<BehaviorKey, Long> sentByKey) {
    Console console = environment.console();
    BehaviorStats last = new BehaviorStats();
    try (TableReader reader = app.readTable().open(cluster, BehaviorTopics.OUTPUT)) {
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
    List<String> differences = last.differencesFrom(sentByKey);
    if (differences.isEmpty()) {
      console.print(
          "check: %s events sent, %s counted in %d cells: equal"
              .formatted(
                  Numbers.grouped(sent.get()), Numbers.grouped(last.total()), sentByKey.size()));
      return end;
    }
    console.print("check: sent and counted differ:");
    console.print(differences);
    environment.console().error("The demo's counts are not what was sent.");
    return ExitCode.FAILED;
  }
}
