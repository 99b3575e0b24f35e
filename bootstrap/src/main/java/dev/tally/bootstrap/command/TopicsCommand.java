package dev.tally.bootstrap.command;

import dev.tally.application.port.in.ListTopics;
import dev.tally.application.port.out.Topics.TopicDescription;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.TextTable;
import dev.tally.bootstrap.console.TextTable.Align;
import dev.tally.bootstrap.wiring.Engine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code topics}. */
@Command(name = "topics", description = "Lists the topics of the broker.")
final class TopicsCommand implements Callable<Integer> {

  private final Environment environment;

  @Mixin ClusterOptions cluster;

  TopicsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    cluster.clientProperties(environment.directory());
    ListTopics listTopics = environment.apps().on(Engine.IN_PROCESS).listTopics();
    try (ClusterOptions.Session session = cluster.open(environment)) {
      List<TopicDescription> topics = listTopics.list(session.cluster());
      if (topics.isEmpty()) {
        environment.console().note("No topics yet: ./tally generate behaviors makes one.");
      } else {
        environment.console().print(lines(topics));
      }
      return ExitCode.OK.code();
    }
  }

  private static List<String> lines(List<TopicDescription> topics) {
    TextTable table =
        new TextTable(
            List.of("topic", "partitions", "records", "cleanup"),
            List.of(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT));
    for (TopicDescription topic : topics) {
      table.add(
          List.of(
              topic.name(),
              Numbers.grouped(topic.partitions()),
              Numbers.grouped(topic.records()),
              topic.compacted() ? "compact" : "delete"));
    }
    return table.lines();
  }
}
