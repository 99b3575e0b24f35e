package dev.tally.adapters.flink;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a job with a savepoint: readers stop, everything on its way is counted, emitted and
 * acknowledged, and the state is written. Waits until the job runs, and tries again where a
 * savepoint failed; where it keeps failing or takes too long, cancels the job and says so.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is scheduled handles its own failures
final class GracefulStop {

  private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);
  private static final int ATTEMPTS = 5;
  private static final long WAIT_MILLIS = 50;
  private static final long RETRY_MILLIS = 500;
  private static final long PATIENCE_SECONDS = 30;

  private final MiniCluster cluster;
  private final JobID id;
  private final StateDirectory directory;
  private final String brokers;
  private final ScheduledExecutorService thread;
  private final AtomicBoolean requested = new AtomicBoolean();
  private volatile @Nullable Throwable failure;
  private int attempts;

  GracefulStop(
      MiniCluster cluster,
      JobID id,
      StateDirectory directory,
      String brokers,
      ScheduledExecutorService thread) {
    this.cluster = cluster;
    this.id = id;
    this.directory = directory;
    this.brokers = brokers;
    this.thread = thread;
  }

  /** Asks for the stop. From any thread; only the first call counts. */
  void request() {
    if (requested.compareAndSet(false, true)) {
      thread.execute(this::attempt);
      thread.schedule(this::giveUp, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Returns why the job had to be canceled, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  private void attempt() {
    cluster
        .getExecutionGraph(id)
        .whenCompleteAsync(
            (graph, unseen) -> {
              if (graph != null && new JobView(graph).isReading()) {
                stop();
              } else if (graph == null || !graph.getState().isGloballyTerminalState()) {
                thread.schedule(this::attempt, WAIT_MILLIS, TimeUnit.MILLISECONDS);
              }
            },
            thread);
  }

  private void stop() {
    attempts++;
    String folder = directory.runFolder().toUri().toString();
    cluster
        .stopWithSavepoint(id, folder, false, SavepointFormatType.NATIVE)
        .whenCompleteAsync(
            (savepoint, failed) -> {
              if (failed != null) {
                retry(failed);
              }
            },
            thread);
  }

  private void giveUp() {
    cancel(
        new TallyException(
            Problem.UNREACHABLE,
            "The job could not be stopped in good order within %d s: the broker at %s does not take its rows.%nNothing is lost: the same command goes on from the last checkpoint."
                .formatted(PATIENCE_SECONDS, brokers)));
  }

  private void cancel(TallyException reason) {
    if (failure == null) {
      failure = reason;
      cluster.cancelJob(id);
    }
  }

  private void retry(Throwable failed) {
    LOG.warn("The job could not be stopped with a savepoint, attempt {}", attempts, failed);
    if (attempts < ATTEMPTS) {
      thread.schedule(this::attempt, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    Throwable cause = RootCause.of(failed);
    cancel(
        new TallyException(
            Problem.STATE,
            "The state could not be written to %s: %s.%nMake room, or look at the log. The next run goes on from the last checkpoint."
                .formatted(directory.runFolder(), cause.getMessage()),
            cause));
  }
}
