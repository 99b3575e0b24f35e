package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.wiring.App;
import dev.tally.bootstrap.wiring.Brokers.Broker;
import dev.tally.bootstrap.wiring.Engine;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.message.MessageCounting;
import dev.tally.domain.sales.SalesSummary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code demo}. */
@Command(
    name = "demo",
    description = {
      "Shows a job from end to end, live, on a broker of its own, and checks what it counted.",
      "Made-up events are sent at a visible rate while the job runs; a consumer that knows nothing",
      "of the job reads its output back, which at the end must equal what was sent.",
      "It begins with empty topics of its own each time, in .tally/demo."
    })
final class DemoCommand implements Callable<Integer> {

  /** Where demos keep their topics, below the data directory. */
  static final String FOLDER = "demo";

  private static final long USUAL_SALES = 1_000;

  private final Environment environment;

  @Parameters(
      paramLabel = "JOB",
      arity = "0..1",
      defaultValue = BehaviorCounting.NAME,
      description =
          "The job: behavior-counts, minute-windows or sales-summary. Default: ${DEFAULT-VALUE}")
  String job;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "in-process",
      description = "in-process, flink or spark. Default: ${DEFAULT-VALUE}")
  Engine engine;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many events. Default: 1000 behaviors, 30 messages, 1000 sales")
  @Nullable Long count;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      description = "Events per second, or max. Default: 100 behaviors, 5 messages")
  @Nullable Rate rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same events. Default: a random one")
  @Nullable Long seed;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (job.equals(SalesSummary.NAME)) {
      return salesDemo().run().code();
    }
    DemoJob shown = demoJob();
    long events = count != null ? count : shown.usualCount();
    if (events < 1) {
      throw new TallyException(Problem.USAGE, "--count takes 1 or more, not %d.".formatted(events));
    }
    return show(shown, events, rate != null ? rate : shown.usualRate()).code();
  }

  private SalesDemo salesDemo() {
    long rows = count != null ? count : USUAL_SALES;
    if (rows < 1) {
      throw new TallyException(Problem.USAGE, "--count takes 1 or more, not %d.".formatted(rows));
    }
    if (rate != null) {
      throw new TallyException(
          Problem.USAGE, "--rate is for events; the demo of %s reads a file.".formatted(job));
    }
    return new SalesDemo(
        environment, engine, rows, seed != null ? seed : environment.seeds().getAsLong());
  }

  private ExitCode show(DemoJob shown, long events, Rate speed) throws InterruptedException {
    long begun = environment.steadyNanos().getAsLong();
    Path folder = Path.of(Environment.DATA_DIRECTORY, FOLDER);
    Path directory = environment.directory().resolve(folder);
    Console console = environment.console();
    DemoDirectory.empty(directory, environment.brokers());
    console.print(
        "Demo of %s on %s: a Kafka broker of its own, empty topics in %s, %d events at %s."
            .formatted(job, engine, folder, events, textOf(speed)));
    LogFile.announce(environment);
    // The engine's classes load while the broker starts.
    CompletableFuture<App> app = Background.start("demo-app", () -> environment.apps().on(engine));
    try (Broker broker = environment.brokers().start(directory, 0)) {
      Demo demo =
          new Demo(
              environment,
              Background.join(app),
              shown,
              new Demo.Settings(
                  engine,
                  broker.bootstrapServers(),
                  directory.resolve("state"),
                  events,
                  speed,
                  seed != null ? seed : environment.seeds().getAsLong(),
                  begun));
      ExitCode end = demo.run();
      console.print(
          "See the output topic: ./tally watch %s --until end --data-dir %s"
              .formatted(shown.output(), folder));
      return end;
    }
  }

  private DemoJob demoJob() {
    return switch (job) {
      case BehaviorCounting.NAME -> new BehaviorDemoJob();
      case MessageCounting.NAME -> new MessageDemoJob(environment.console().terminal());
      default ->
          throw new TallyException(
              Problem.USAGE,
              "There is no demo of '%s'.%nThe jobs with a demo: %s, %s, %s"
                  .formatted(job, BehaviorCounting.NAME, MessageCounting.NAME, SalesSummary.NAME));
    };
  }

  private static String textOf(Rate rate) {
    return rate.perSecond().isPresent()
        ? Numbers.rate(rate.perSecond().getAsDouble())
        : "full speed";
  }
}
