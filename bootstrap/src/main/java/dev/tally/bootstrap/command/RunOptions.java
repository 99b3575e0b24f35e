package dev.tally.bootstrap.command;

import dev.tally.application.port.OnRejected;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.JobRequest;
import dev.tally.bootstrap.console.NothingArrivedNote;
import dev.tally.bootstrap.console.StatusNote;
import dev.tally.bootstrap.wiring.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all jobs from topic to topic can be told. */
final class RunOptions extends EngineOptions {

  /**
   * A broker ends transactions that stay open for too long, and may be away for a minute itself.
   */
  private static final Duration MOST_BETWEEN_COMMITS = Duration.ofSeconds(30);

  /** Where a job begins, as far as one option says it. */
  enum From {
    EARLIEST,
    LATEST,
    COMMITTED
  }

  /** When a job ends by itself. */
  enum Until {
    END,
    FOREVER
  }

  @Mixin ClusterOptions cluster;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description = {
        "earliest, latest or committed: where the last run was stopped, with its counts;",
        "at the first record if there was none. Default: committed"
      })
  @Nullable From from;

  @Option(
      names = "--fresh",
      description = {
        "Start anew: drop what is kept of the job and count from the first record, with",
        "--from latest from the end. Rows of the output topic stay until they are written again."
      })
  boolean fresh;

  @Option(
      names = "--restore-from-output",
      description = {
        "Go on from the rows of the output topic and the positions committed with them: for a job",
        "whose state is lost or damaged."
      })
  boolean restoreFromOutput;

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
      names = "--emit-every",
      paramLabel = "SPAN",
      defaultValue = "1s",
      description = "How often changed rows are emitted. Default: ${DEFAULT-VALUE}")
  Duration emitEvery;

  @Option(
      names = "--commit-every",
      paramLabel = "SPAN",
      description = {
        "In-process: commit no more often than that; at most 30s. Who does not",
        "wait for commits has rows as they are emitted. Default: every emission"
      })
  @Nullable Duration commitEvery;

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
      names = "--on-rejected",
      paramLabel = "dead-letter|skip|fail",
      defaultValue = "dead-letter",
      description = {
        "What to do with a record that is no event. dead-letter: keep it in <input>.dead-letter;",
        "skip: only count it; fail: stop before it. Default: ${DEFAULT-VALUE}"
      })
  OnRejected onRejected;

  @Option(
      names = "--max-rejects",
      paramLabel = "N|P%",
      description = {
        "Stop where this run has rejected more records. Percent count from the 1,000th record on,",
        "and at the end of the input. Default: no limit"
      })
  RejectLimit maxRejects = RejectLimit.NONE;

  @Override
  void check(Environment environment) {
    super.check(environment);
    cluster.clientProperties(environment.directory());
    if (fresh && restoreFromOutput) {
      throw contradiction("--fresh", "--restore-from-output");
    }
    if (fresh && from == From.COMMITTED) {
      throw contradiction("--fresh", "--from committed");
    }
    if (restoreFromOutput && from != null && from != From.COMMITTED) {
      throw contradiction(
          "--restore-from-output", "--from " + from.name().toLowerCase(Locale.ROOT));
    }
    if (emitEvery.isZero()) {
      throw usage("--emit-every", "at least 1ms");
    }
    checkCommitEvery();
  }

  private void checkCommitEvery() {
    if (commitEvery == null) {
      return;
    }
    if (commitEvery.compareTo(MOST_BETWEEN_COMMITS) > 0) {
      throw usage("--commit-every", "at most 30s");
    }
    if (engine != Engine.IN_PROCESS) {
      throw new TallyException(
          Problem.USAGE,
          "--commit-every is for the in-process engine: Flink commits with its checkpoints, Spark with every pass.%nLeave it out, or run in-process."
              .formatted());
    }
  }

  /** Returns what is to be said of any job where it shows nothing. */
  List<StatusNote> notes() {
    return start() == StartPosition.LATEST ? List.of(new NothingArrivedNote()) : List.of();
  }

  private StartPosition start() {
    if (restoreFromOutput) {
      return StartPosition.OUTPUT;
    }
    if (from == From.LATEST) {
      return StartPosition.LATEST;
    }
    return fresh || from == From.EARLIEST ? StartPosition.EARLIEST : StartPosition.COMMITTED;
  }

  private static TallyException contradiction(String one, String other) {
    return new TallyException(
        Problem.USAGE, "%s and %s contradict each other.%nGive one of them.".formatted(one, other));
  }

  /** Returns the request for a job between two topics. */
  JobRequest request(
      Environment environment, ClusterOptions.Session session, String input, String output) {
    return new JobRequest(
        session.cluster(),
        input,
        output,
        start(),
        until == Until.END,
        workers(),
        emitEvery,
        commitEvery == null ? Duration.ZERO : commitEvery,
        zone,
        onRejected,
        maxRejects,
        stateDirectory != null
            ? environment.directory().resolve(stateDirectory)
            : session.stateDirectory());
  }
}
