package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.GenerateBehaviors;
import dev.tally.bootstrap.wiring.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate behaviors}. */
@Command(
    name = "behaviors",
    description = {
      "Sends made-up user behavior events, one JSON object each.",
      "With --seed, the bytes depend on seed, start and count only: timestamps are a tenth of a second apart."
    })
final class GenerateBehaviorsCommand implements Callable<Integer> {

  private static final Instant START_OF_SEEDED = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration STEP_OF_SEEDED = Duration.ofMillis(100);

  private final Environment environment;

  @Mixin ClusterOptions cluster;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many events. Default: ${DEFAULT-VALUE}")
  long count;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      defaultValue = "10",
      description = "Events per second, or max. Default: ${DEFAULT-VALUE}")
  Rate rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same bytes. Default: a random one, which is printed")
  @Nullable Long seed;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "The first event's time, such as 2025-04-21T14:10:45Z. Default: now; with --seed 2025-01-01T00:00:00Z")
  @Nullable Instant start;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = BehaviorTopics.INPUT,
      description =
          "Where to. Created with 2 partitions on the embedded broker if missing. Default: ${DEFAULT-VALUE}")
  String topic;

  @Option(
      names = "--verbose",
      description = "Print a line for each event on a terminal too, in place of the progress bar.")
  boolean verbose;

  @Option(
      names = "--quiet",
      description = "Print no line for each event, on a pipe neither: one every 10 s instead.")
  boolean quiet;

  GenerateBehaviorsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    check();
    LogFile.announce(environment);
    GenerateBehaviors generator = environment.apps().on(Engine.IN_PROCESS).generateBehaviors();
    try (ClusterOptions.Session session = cluster.open(environment)) {
      long chosen = seed != null ? seed : environment.seeds().getAsLong();
      if (seed == null) {
        environment.console().note("Seed: " + chosen);
      }
      boolean isEmbedded = session.embedded().isPresent();
      SendingProgress progress = SendingProgress.of(environment, count, rate, eachIsShown());
      generator.generate(
          new GenerateBehaviors.Request(
              session.cluster(),
              topic,
              isEmbedded ? OptionalInt.of(BehaviorTopics.PARTITIONS) : OptionalInt.empty(),
              count,
              rate.perSecond(),
              chosen,
              startMillis(),
              seed != null ? STEP_OF_SEEDED : rate.step()),
          progress);
      progress.end();
      return ExitCode.OK.code();
    }
  }

  private void check() {
    cluster.clientProperties(environment.directory());
    if (count < 0) {
      throw new TallyException(Problem.USAGE, "--count takes 0 or more, not %d.".formatted(count));
    }
    if (verbose && quiet) {
      throw new TallyException(Problem.USAGE, "--verbose and --quiet exclude each other.");
    }
  }

  private boolean eachIsShown() {
    return verbose || (!quiet && !environment.console().terminal().isInteractive());
  }

  private long startMillis() {
    if (start != null) {
      return start.toEpochMilli();
    }
    return seed != null ? START_OF_SEEDED.toEpochMilli() : environment.clock().now();
  }
}
