package dev.tally.bootstrap.command;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.MissingTopic;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.bootstrap.console.StatusNote;
import dev.tally.bootstrap.console.WatermarkNote;
import dev.tally.bootstrap.wiring.App;
import dev.tally.domain.message.MessageCounting;
import dev.tally.domain.time.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run minute-windows}. */
@Command(
    name = MessageCounting.NAME,
    description = "Counts messages in windows of event time, a minute long or as told.")
final class RunMinuteWindowsCommand implements Callable<Integer> {

  private final Environment environment;

  @Mixin RunOptions options;

  @Option(
      names = "--input",
      paramLabel = "TOPIC",
      defaultValue = MessageTopics.INPUT,
      description = "The topic of messages. Default: ${DEFAULT-VALUE}")
  String input;

  @Option(
      names = "--output",
      paramLabel = "TOPIC",
      defaultValue = MessageTopics.OUTPUT,
      description = "The topic of windows, created where it is missing. Default: ${DEFAULT-VALUE}")
  String output;

  @Mixin WindowOptions windows;

  RunMinuteWindowsCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    options.check(environment);
    windows.check();
    options.cluster.requireTopic(
        environment, input, (place, topics) -> MissingTopic.messages(input, place, topics));
    LogFile.announce(environment);
    App app = environment.apps().on(options.engine);
    JobFollower follower = new JobFollower(environment);
    try (ClusterOptions.Session session = options.cluster.open(environment)) {
      RunningJob job =
          app.countMessages()
              .start(options.request(environment, session, input, output), windows.windows());
      try (BrokerNews news = BrokerNews.listen(environment, app.reachBroker(), session);
          LiveRows rows =
              new LiveRows(
                  () -> app.readTable().open(session.cluster(), output),
                  new MessageWindowRows(options.zone, environment.console().terminal()))) {
        RunReport report = follower.follow(job, screen(rows), news::take);
        if (environment.console().terminal().isInteractive()) {
          environment.console().print(rows.last());
          environment.console().print("");
        }
        return follower
            .conclude(report, watermark(job, report), options.report(environment))
            .code();
      }
    }
  }

  private JobScreen screen(LiveRows rows) {
    List<StatusNote> notes = new ArrayList<>();
    notes.add(new WatermarkNote(input, options.zone));
    notes.addAll(options.notes());
    return new JobScreen(MessageCounting.NAME + " on " + options.engine, notes, rows);
  }

  // A bounded run that came to its end made every window final, whatever was last said.
  private static OptionalLong watermark(RunningJob job, RunReport report) {
    return OptionalLong.of(
        report.status() == JobStatus.FINISHED
            ? Watermark.END_OF_INPUT
            : job.progress().watermark());
  }
}
