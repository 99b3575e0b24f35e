package dev.tally.bootstrap.command;

import dev.tally.application.port.in.GenerateBehaviors;
import dev.tally.bootstrap.wiring.Engine;
import java.time.Duration;
import java.time.Instant;
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

  @Mixin SendingOptions sending;

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

  GenerateBehaviorsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    sending.check(environment, count);
    LogFile.announce(environment);
    GenerateBehaviors generator = environment.apps().on(Engine.IN_PROCESS).generateBehaviors();
    try (ClusterOptions.Session session = sending.cluster.open(environment)) {
      long seed = sending.seed(environment);
      SendingProgress progress = sending.progress(environment, count, rate);
      generator.generate(
          new GenerateBehaviors.Request(
              session.cluster(),
              topic,
              SendingOptions.partitions(session),
              count,
              rate.perSecond(),
              seed,
              startMillis(),
              sending.isSeeded() ? STEP_OF_SEEDED : rate.step()),
          (event, bytes) -> progress.sent(bytes));
      progress.end();
      return ExitCode.OK.code();
    }
  }

  private long startMillis() {
    if (start != null) {
      return start.toEpochMilli();
    }
    return sending.isSeeded() ? START_OF_SEEDED.toEpochMilli() : environment.clock().now();
  }
}
