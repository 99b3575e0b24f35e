package dev.tally.bootstrap.command;

import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.bootstrap.wiring.App;
import dev.tally.domain.behavior.BehaviorCounting;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run behavior-counts}. */
@Command(
    name = BehaviorCounting.NAME,
    description = "Counts user behaviors by category and behavior.")
final class RunBehaviorCountsCommand implements Callable<Integer> {

  private final Environment environment;

  @Mixin RunOptions options;

  @Option(
      names = "--input",
      paramLabel = "TOPIC",
      defaultValue = BehaviorTopics.INPUT,
      description = "The topic of events. Default: ${DEFAULT-VALUE}")
  String input;

  @Option(
      names = "--output",
      paramLabel = "TOPIC",
      defaultValue = BehaviorTopics.OUTPUT,
      description = "The topic of counts, created where it is missing. Default: ${DEFAULT-VALUE}")
  String output;

  RunBehaviorCountsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    options.check(environment);
    options.cluster.requireTopic(
        environment, input, (place, topics) -> MissingTopic.behaviors(input, place, topics));
    LogFile.announce(environment);
    App app = environment.apps().on(options.engine);
    JobFollower follower = new JobFollower(environment);
    try (ClusterOptions.Session session = options.cluster.open(environment)) {
      RunningJob job =
          app.countBehaviors().start(options.request(environment, session, input, output));
      try (BrokerNews news = BrokerNews.listen(environment, app.reachBroker(), session)) {
        RunReport report =
            follower.follow(
                job,
                new JobScreen(
                    BehaviorCounting.NAME + " on " + options.engine, options.notes(), List::of),
                news::take);
        return follower.conclude(report, options.report(environment)).code();
      }
    }
  }
}
