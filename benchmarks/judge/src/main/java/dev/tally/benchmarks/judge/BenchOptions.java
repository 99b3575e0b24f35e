package dev.tally.benchmarks.judge;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What every benchmark can be told. */
final class BenchOptions {

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "behavior-counts, minute-windows or sales-summary. Default: all")
  List<Job> jobs = List.of(Job.values());

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "Only who runs on in-process, flink or spark. Default: all")
  List<String> engines =
      List.of(TopicContestants.IN_PROCESS, TopicContestants.FLINK, TopicContestants.SPARK);

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only contestants whose name has this in it.")
  Pattern only;

  @Option(
      names = "--bar-only",
      description = "Only contestants that the bar is measured by: for a shorter run.")
  boolean isBarOnly;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "20000000",
      description = "How many events; slow contestants get a quarter. Default: ${DEFAULT-VALUE}")
  long events;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "28000000",
      description = "How many rows of sales, 37 bytes each. Default: ${DEFAULT-VALUE}")
  long rows;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each contestant runs. Default: ${DEFAULT-VALUE}")
  int rounds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "docs/benchmarks",
      description = "Where the results go. Default: ${DEFAULT-VALUE}")
  Path out;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ".tally/benchmarks",
      description = "Where data and broker are kept. Default: ${DEFAULT-VALUE}")
  Path data;

  /** Returns those of them that are wanted. */
  List<Contestant> chosen(List<Contestant> contestants) {
    return contestants.stream()
        .filter(contestant -> isWanted(contestant.name(), contestant.engine()))
        .filter(contestant -> !(isBarOnly && contestant.isOnce()))
        .toList();
  }

  /** Returns whether a contestant is wanted. */
  boolean isWanted(String name, String engine) {
    return engines.contains(engine) && only.matcher(name).find();
  }
}
