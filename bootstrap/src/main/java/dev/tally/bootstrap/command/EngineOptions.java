package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.wiring.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every job can be told: who runs it, on how many workers, and where its figures go. */
class EngineOptions {

  private static final int MOST_WORKERS = 1_024;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "in-process",
      description = "in-process, flink or spark. Default: ${DEFAULT-VALUE}")
  Engine engine;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many workers read and combine. Default: this machine's processors")
  @Nullable Integer parallelism;

  @Option(
      names = "--report",
      paramLabel = "FILE.json",
      description = "Write the run's figures as JSON.")
  @Nullable Path report;

  /** Checks what can be checked before anything is started. */
  void check(Environment environment) {
    if (parallelism != null && (parallelism < 1 || parallelism > MOST_WORKERS)) {
      throw usage("--parallelism", "1 to " + MOST_WORKERS + ", not " + parallelism);
    }
    report(environment).ifPresent(file -> requireFolder(file, "--report"));
  }

  /** Returns how many workers there are to be. */
  int workers() {
    return parallelism != null ? parallelism : Runtime.getRuntime().availableProcessors();
  }

  /** Returns the file for the run's figures. */
  Optional<Path> report(Environment environment) {
    return Optional.ofNullable(report).map(environment.directory()::resolve);
  }

  static TallyException usage(String option, String allowed) {
    return new TallyException(Problem.USAGE, "%s takes %s.".formatted(option, allowed));
  }

  /** Checks that a file that an option names can be made where it is to be. */
  static void requireFolder(Path file, String option) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new TallyException(
          Problem.NOT_FOUND,
          "The folder %s of %s does not exist.%nCreate it, or name a file in another."
              .formatted(folder, option));
    }
  }
}
