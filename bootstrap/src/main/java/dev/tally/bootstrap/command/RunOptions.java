package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.JobRequest;
import dev.tally.bootstrap.console.NothingArrivedNote;
import dev.tally.bootstrap.console.StatusNote;
import dev.tally.bootstrap.wiring.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all jobs from topic to topic can be told. */
final class RunOptions {

  /** When a job ends by itself. */
  enum Until {
    END,
    FOREVER
  }

  @Mixin ClusterOptions cluster;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "in-process",
      description = "in-process, flink or spark. Default: ${DEFAULT-VALUE}")
  Engine engine;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      defaultValue = "committed",
      description = {
        "earliest, latest or committed: where the last run was stopped, with its counts;",
        "at the first record if there was none. Default: ${DEFAULT-VALUE}"
      })
  StartPosition from;

  @Option(
      names = "--until",
      paramLabel = "END",
      defaultValue = "forever",
      description = {
        "end: stop at the end that the input has now; forever: go on until Ctrl-C.",
        "Default: ${DEFAULT-VALUE}"
      })
  Until until;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many workers read and combine. Default: this machine's processors")
  @Nullable Integer parallelism;

  @Option(
      names = "--emit-every",
      paramLabel = "SPAN",
      defaultValue = "1s",
      description = "How often changed rows are emitted. Default: ${DEFAULT-VALUE}")
  Duration emitEvery;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = {
        "The zone in which times without one are read, and all times are shown.",
        "Default: ${DEFAULT-VALUE}"
      })
  ZoneId zone;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where engines keep checkpoints. Default: state in the data directory")
  @Nullable Path stateDirectory;

  @Option(
      names = "--report",
      paramLabel = "FILE.json",
      description = "Write the run's figures as JSON.")
  @Nullable Path report;

  /** Checks what can be checked before anything is started. */
  void check(Environment environment) {
    cluster.clientProperties(environment.directory());
    if (parallelism != null && (parallelism < 1 || parallelism > 1_024)) {
      throw usage("--parallelism", "1 to 1024, not " + parallelism);
    }
    if (emitEvery.isZero()) {
      throw usage("--emit-every", "at least 1ms");
    }
    report(environment)
        .map(Path::toAbsolutePath)
        .map(Path::getParent)
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw new TallyException(
                  Problem.NOT_FOUND,
                  "The folder %s of --report does not exist.%nCreate it, or name a file in another."
                      .formatted(folder));
            });
  }

  /** Returns what is to be said of any job where it shows nothing. */
  List<StatusNote> notes() {
    return from == StartPosition.LATEST ? List.of(new NothingArrivedNote()) : List.of();
  }

  private static TallyException usage(String option, String allowed) {
    return new TallyException(Problem.USAGE, "%s takes %s.".formatted(option, allowed));
  }

  /** Returns the file for the run's figures. */
  Optional<Path> report(Environment environment) {
    return Optional.ofNullable(report).map(environment.directory()::resolve);
  }

  /** Returns the request for a job between two topics. */
  JobRequest request(
      Environment environment, ClusterOptions.Session session, String input, String output) {
    return new JobRequest(
        session.cluster(),
        input,
        output,
        from,
        until == Until.END,
        parallelism != null ? parallelism : Runtime.getRuntime().availableProcessors(),
        emitEvery,
        zone,
        stateDirectory != null
            ? environment.directory().resolve(stateDirectory)
            : session.stateDirectory());
  }
}
