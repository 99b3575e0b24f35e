package dev.tally.bootstrap.command;

import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.in.ListDeadLetters.Summary;
import dev.tally.application.port.in.ReplayDeadLetters.Replayed;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.wiring.App;
import dev.tally.bootstrap.wiring.Engine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dead-letters}. */
@Command(
    name = "dead-letters",
    description = {
      "Shows the records that jobs over a topic have rejected, by reason, with samples.",
      "With --replay, sends them back to their topic instead, each once."
    })
final class DeadLettersCommand implements Callable<Integer> {

  /** How they are shown. */
  enum Format {
    TABLE,
    JSON
  }

  private static final int MOST_SAMPLES = 100;

  private final Environment environment;

  @Mixin ClusterOptions cluster;

  @Parameters(
      paramLabel = "TOPIC",
      description = "The input topic, such as user_behaviors, or <input>.dead-letter.")
  String topic;

  @Option(
      names = "--replay",
      description = {
        "Send them back as they were: key, value, headers, partition. What a replay has sent, no",
        "later one sends; a record that is rejected again is a new dead letter."
      })
  boolean isReplay;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many of each reason are shown. Default: ${DEFAULT-VALUE}")
  int samples;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "json: each dead letter as a line of JSON. Default: ${DEFAULT-VALUE}")
  Format format;

  DeadLettersCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (samples < 0 || samples > MOST_SAMPLES) {
      throw EngineOptions.usage("--samples", "0 to " + MOST_SAMPLES + ", not " + samples);
    }
    String deadLetters = DeadLetterTopic.isName(topic) ? topic : DeadLetterTopic.nameFor(topic);
    cluster.requireTopic(
        environment,
        deadLetters,
        (place, topics) -> MissingTopic.deadLetters(deadLetters, place, topics));
    App app = environment.apps().on(Engine.IN_PROCESS);
    try (ClusterOptions.Session session = cluster.open(environment)) {
      if (isReplay) {
        say(app.replayDeadLetters().replay(session.cluster(), topic, this::isWanted));
      } else {
        show(app, session);
      }
      return ExitCode.OK.code();
    }
  }

  private void show(App app, ClusterOptions.Session session) {
    Console console = environment.console();
    boolean isJson = format == Format.JSON;
    Summary summary =
        app.listDeadLetters()
            .list(
                session.cluster(),
                topic,
                isJson ? 0 : samples,
                letter -> {
                  if (isJson) {
                    console.printBuffered(DeadLetterLines.json(letter));
                  }
                },
                this::isWanted);
    if (isJson) {
      console.flush();
    } else {
      console.print(DeadLetterLines.of(summary));
    }
  }

  private void say(Replayed replayed) {
    Console console = environment.console();
    if (replayed.sent().isEmpty()) {
      console.print("Nothing to replay: no new dead letters in %s.".formatted(replayed.topic()));
    }
    replayed
        .sent()
        .forEach(
            (target, count) ->
                console.print(
                    "Replayed %s dead letters of %s to %s."
                        .formatted(Numbers.grouped(count), replayed.topic(), target)));
    note(replayed.before(), "were replayed before");
    note(replayed.repeats(), "were written again and are not sent again");
    note(replayed.foreign(), "records are no dead letters of Tally and stay where they are");
  }

  private void note(long count, String what) {
    if (count > 0) {
      environment.console().print("%s %s.".formatted(Numbers.grouped(count), what));
    }
  }

  private boolean isWanted() {
    return !environment.stop().isRequested();
  }
}
