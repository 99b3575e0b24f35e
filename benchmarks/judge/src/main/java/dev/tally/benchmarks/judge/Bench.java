package dev.tally.benchmarks.judge;

import dev.tally.adapters.kafka.broker.BrokerOptions;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.TypeConversionException;

/** {@code ./tally bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures Tally beside those who do the same work natively, and beside the limits of what it",
      "stands on. Every result is checked; who finds what is not true has no number."
    },
    subcommandsRepeatable = false)
public final class Bench {

  private static final int WRONG = 1;
  private static final int STOPPED = 130;
  private static final BrokerOptions AS_USED = BrokerOptions.defaults();

  // A broker that pauses for 20 ms every two seconds would be all that a 99th percentile shows.
  private static final BrokerOptions FOR_LATENCY = AS_USED.forLongRun();

  private Bench() {}

  /** Executes one command and ends with its exit code: 0, or 1 where a result was wrong. */
  public static void main(String[] arguments) {
    CommandLine commands = new CommandLine(new Bench());
    commands.registerConverter(Job.class, Bench::job);
    commands.setUsageHelpWidth(100);
    commands.setExecutionExceptionHandler(
        (failure, command, result) -> {
          if (failure instanceof InterruptedException) {
            return STOPPED;
          }
          if (failure instanceof TallyException) {
            System.err.println("bench: " + failure.getMessage());
          } else {
            failure.printStackTrace();
          }
          return WRONG;
        });
    System.exit(commands.execute(arguments));
  }

  @Command(
      description = "Records a second, of every job.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  int throughput(@Mixin BenchOptions options) throws Exception {
    return measure(options, AS_USED, List.of(this::throughput));
  }

  @Command(
      description = "From an event to the updated count that a consumer reads.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  int latency(@Mixin BenchOptions options, @Mixin LatencyOptions latency) throws Exception {
    return measure(options, FOR_LATENCY, List.of(latency(latency)));
  }

  @Command(
      description = "From the start of a process to the first result that a consumer reads.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  int startup(@Mixin BenchOptions options) throws Exception {
    return measure(options, AS_USED, List.of(this::startup));
  }

  @Command(
      description = "Events a second that are made and sent.",
      sortOptions = false,
      mixinStandardHelpOptions = true)
  int generator(@Mixin BenchOptions options) throws Exception {
    return measure(options, AS_USED, List.of(this::generator));
  }

  @Command(description = "All of these.", sortOptions = false, mixinStandardHelpOptions = true)
  int all(@Mixin BenchOptions options, @Mixin LatencyOptions latency) throws Exception {
    int others =
        measure(options, AS_USED, List.of(this::throughput, this::generator, this::startup));
    return Math.max(others, measure(options, FOR_LATENCY, List.of(latency(latency))));
  }

  private static Benchmark latency(LatencyOptions latency) {
    return (stage, options) ->
        List.of(new Latency(stage.arena(), stage.commands(), options, latency).measure());
  }

  private List<Finding> startup(Stage stage, BenchOptions options) throws InterruptedException {
    return List.of(
        new Startup(stage.arena(), stage.commands(), stage.classData(), options).measure());
  }

  private List<Finding> generator(Stage stage, BenchOptions options) throws InterruptedException {
    return List.of(
        new Throughput(stage.arena(), stage.commands(), stage.classData(), options)
            .measureGenerator());
  }

  private List<Finding> throughput(Stage stage, BenchOptions options)
      throws InterruptedException, IOException {
    List<Finding> findings = new ArrayList<>();
    for (Job job : options.jobs) {
      findings.add(
          new Throughput(stage.arena(), stage.commands(), stage.classData(), options).measure(job));
    }
    return findings;
  }

  private int measure(BenchOptions options, BrokerOptions broker, List<Benchmark> benchmarks)
      throws Exception {
    Machine machine = Machine.here();
    System.out.println(machine.description());
    Pages pages = new Pages(options.out, machine);
    boolean isTrue = true;
    Arena arena = Arena.open(options.data.toAbsolutePath(), broker);
    Thread ending = new Thread(arena::close, "bench-ending");
    Runtime.getRuntime().addShutdownHook(ending);
    try (arena) {
      Commands commands =
          new Commands(home("tally.launcher"), home("tally.benchmarks"), arena.servers());
      Stage stage = new Stage(arena, commands, new ClassData(arena, commands, home("tally.home")));
      for (Benchmark benchmark : benchmarks) {
        for (Finding finding : benchmark.measure(stage, options)) {
          pages.write(finding);
          print(finding, options.out);
          isTrue &= finding.isTrue();
        }
      }
    }
    return isTrue ? 0 : WRONG;
  }

  private static void print(Finding finding, Path out) {
    System.out.println();
    System.out.println(finding.title());
    finding.text().forEach(System.out::println);
    System.out.println();
    finding.bar().forEach(row -> System.out.println(row.markdown()));
    System.out.println("Written: " + out.resolve(finding.name()) + ".json, .md, .png");
  }

  private static Path home(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException("Start this with ./tally bench: no " + property + " is set.");
    }
    return Path.of(value);
  }

  private static Job job(String text) {
    return Arrays.stream(Job.values())
        .filter(job -> job.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException("'" + text + "' is none of " + List.of(Job.values())));
  }

  /** What every measurement needs. */
  private record Stage(Arena arena, Commands commands, ClassData classData) {}

  /** One kind of measurement. */
  @FunctionalInterface
  private interface Benchmark {
    List<Finding> measure(Stage stage, BenchOptions options) throws Exception;
  }
}
