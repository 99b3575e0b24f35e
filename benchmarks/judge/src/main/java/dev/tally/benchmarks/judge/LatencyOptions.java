package dev.tally.benchmarks.judge;

import picocli.CommandLine.Option;

/** What the latency benchmark can be told besides. */
final class LatencyOptions {

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Events a second. Default: ${DEFAULT-VALUE}")
  int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long latency is measured. Default: ${DEFAULT-VALUE}")
  int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "60",
      description = "How many seconds come before those. Default: ${DEFAULT-VALUE}")
  int warmUpSeconds;
}
