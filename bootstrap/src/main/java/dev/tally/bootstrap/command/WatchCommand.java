package dev.tally.bootstrap.command;

import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TableReader;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.LiveView;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.UpsertTable;
import dev.tally.bootstrap.wiring.Engine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}. */
@Command(
    name = "watch",
    description = {
      "Shows an output topic: on a terminal, as a table that is kept up to date.",
      "On a pipe, each change as a line of JSON; with --until end, the last value of each key."
    })
final class WatchCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Environment environment;

  @Mixin ClusterOptions cluster;

  @Parameters(paramLabel = "TOPIC", description = "The topic, such as behavior_stats.")
  String topic;

  @Option(
      names = "--until",
      paramLabel = "END",
      defaultValue = "forever",
      description = "end: stop at the end that the topic has now. Default: ${DEFAULT-VALUE}")
  RunOptions.Until until;

  private final UpsertTable table = new UpsertTable();
  private long changes;

  WatchCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    cluster.requireTopic(
        environment, topic, (place, topics) -> MissingTopic.output(topic, place, topics));
    var readTable = environment.apps().on(Engine.IN_PROCESS).readTable();
    try (ClusterOptions.Session session = cluster.open(environment);
        TableReader reader = readTable.open(session.cluster(), topic)) {
      boolean toEnd = until == RunOptions.Until.END;
      boolean interactive = environment.console().terminal().isInteractive();
      if (interactive) {
        showTable(reader, toEnd);
      } else if (toEnd) {
        printLastValues(reader);
      } else {
        printChanges(reader);
      }
      return ExitCode.OK.code();
    }
  }

  private void showTable(TableReader reader, boolean toEnd) {
    Console console = environment.console();
    LiveView view = new LiveView(console, POLL, environment.steadyNanos().getAsLong());
    while (isWanted() && !(toEnd && reader.isAtEnd())) {
      reader.poll(POLL, this::take);
      view.update(environment.steadyNanos().getAsLong(), this::lines, this::status);
    }
    view.end();
    console.print(lines());
  }

  private List<String> lines() {
    return table.size() > 0 ? table.lines() : List.of("no rows yet");
  }

  private String status() {
    return "%s: %s keys, %s changes  (Ctrl-C ends)"
        .formatted(topic, Numbers.grouped(table.size()), Numbers.grouped(changes));
  }

  private void printLastValues(TableReader reader) {
    while (isWanted() && !reader.isAtEnd()) {
      reader.poll(POLL, this::take);
    }
    environment.console().printExactly(table.jsonLines());
  }

  private void printChanges(TableReader reader) {
    Console console = environment.console();
    boolean isRead = true;
    while (isWanted() && isRead) {
      reader.poll(
          POLL, (key, value) -> console.printBuffered(UpsertTable.jsonLine(named(key), value)));
      isRead = console.flush();
    }
  }

  private boolean isWanted() {
    return !environment.stop().isRequested();
  }

  private void take(byte @Nullable [] key, byte @Nullable [] value) {
    table.put(named(key), value);
    changes++;
  }

  private byte[] named(byte @Nullable [] key) {
    if (key == null) {
      throw new TallyException(
          Problem.DATA,
          "Topic '%s' is no table: it has records without a key.%nWatch a job's output topic, such as behavior_stats; ./tally topics lists them."
              .formatted(topic));
    }
    return key;
  }
}
