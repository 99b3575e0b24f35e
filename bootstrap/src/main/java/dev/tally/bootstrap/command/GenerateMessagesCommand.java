package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.GenerateMessages;
import dev.tally.bootstrap.wiring.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate messages}. */
@Command(
    name = "messages",
    description = {
      "Sends made-up messages, one JSON object each, whose timestamps are out of order.",
      "With --seed and --start, the bytes are the same each time."
    })
final class GenerateMessagesCommand implements Callable<Integer> {

  private static final Duration WIDEST_SPREAD = Duration.ofDays(20_000);

  private final Environment environment;

  @Mixin SendingOptions sending;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many messages. Default: ${DEFAULT-VALUE}")
  long count;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      defaultValue = "2",
      description = "Messages per second, or max. Default: ${DEFAULT-VALUE}")
  Rate rate;

  @Option(
      names = "--spread",
      paramLabel = "SPAN",
      defaultValue = "5m",
      description = "How far apart timestamps are, at most. Default: ${DEFAULT-VALUE}")
  Duration spread;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "The earliest timestamp, such as 2025-04-21T14:08:00Z. Default: the spread before now")
  @Nullable Instant start;

  @Option(
      names = "--late-share",
      paramLabel = "SHARE",
      defaultValue = "0.0",
      description =
          "From 0 to 1: how many messages are one to two hours older. Default: ${DEFAULT-VALUE}")
  double lateShare;

  @Option(
      names = "--future-share",
      paramLabel = "SHARE",
      defaultValue = "0.0",
      description =
          "From 0 to 1: how many of the others are a day in the future. Default: ${DEFAULT-VALUE}")
  double futureShare;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "The zone in which timestamps are written. Default: ${DEFAULT-VALUE}")
  ZoneId zone;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = MessageTopics.INPUT,
      description =
          "Where to. Created with 2 partitions on the embedded broker if missing. Default: ${DEFAULT-VALUE}")
  String topic;

  GenerateMessagesCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    check();
    LogFile.announce(environment);
    GenerateMessages generator = environment.apps().on(Engine.IN_PROCESS).generateMessages();
    try (ClusterOptions.Session session = sending.cluster.open(environment)) {
      long seed = sending.seed(environment);
      SendingProgress progress = sending.progress(environment, count, rate);
      generator.generate(
          new GenerateMessages.Request(
              session.cluster(),
              topic,
              SendingOptions.partitions(session),
              count,
              rate.perSecond(),
              seed,
              startMillis(),
              spread,
              lateShare,
              futureShare,
              zone),
          (message, bytes) -> progress.sent(bytes));
      progress.end();
      return ExitCode.OK.code();
    }
  }

  private void check() {
    sending.check(environment, count);
    if (spread.toSeconds() < 1 || spread.compareTo(WIDEST_SPREAD) > 0) {
      throw new TallyException(Problem.USAGE, "--spread takes 1s to 20000d.");
    }
    checkShare("--late-share", lateShare);
    checkShare("--future-share", futureShare);
  }

  private static void checkShare(String option, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new TallyException(Problem.USAGE, "%s takes 0 to 1, not %s.".formatted(option, share));
    }
  }

  private long startMillis() {
    return start != null ? start.toEpochMilli() : environment.clock().now() - spread.toMillis();
  }
}
