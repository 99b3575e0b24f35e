package dev.tally.adapters.spark;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.out.TopicInput;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job. A thread of its own starts Spark and the query, follows it to its end, and
 * writes the report.
 */
final class SparkJob implements RunningJob {

  private static final long GUARD_MILLIS = 1_000;
  private static final double NANOS_IN_SECOND = 1e9;

  private final JobIdentity identity;
  private final TopicInput<?> input;
  private final StateFolder folder;
  private final Beginning beginning;
  private final Passes passes;
  private final JobGuard guard;
  private final long emissionMillis;
  private final long requestedAt = System.nanoTime();
  private final CompletableFuture<BatchQuery> started = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private long startedAt = requestedAt;

  /**
   * Prepares a run.
   *
   * @param folder the job's kept state, the run's own from now on
   */
  SparkJob(
      JobIdentity identity,
      TopicInput<?> input,
      StateFolder folder,
      Beginning beginning,
      Passes passes,
      JobGuard guard,
      long emissionMillis) {
    this.identity = identity;
    this.input = input;
    this.folder = folder;
    this.beginning = beginning;
    this.passes = passes;
    this.guard = guard;
    this.emissionMillis = emissionMillis;
  }

  /** Starts the run. */
  void start() {
    new Thread(this::run, identity.job() + "-on-spark").start();
  }

  @Override
  public List<String> notes() {
    return beginning.notes();
  }

  @Override
  public Progress progress() {
    Passes.Snapshot latest = passes.latest();
    BatchQuery query = started.getNow(null);
    return new Progress(
        status(),
        latest.committed().accounting(),
        query == null ? OptionalLong.empty() : query.lag(),
        latest.committed().watermark(),
        latest.watermarkHolder(),
        latest.committed().firstRejected());
  }

  @Override
  public void stop() {
    over.complete(null);
  }

  @Override
  public RunReport await() throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JobStatus status() {
    RunReport ended = report.getNow(null);
    if (ended != null) {
      return ended.status();
    }
    return started.isDone() ? JobStatus.RUNNING : JobStatus.CREATED;
  }

  private void run() {
    JobStatus status = JobStatus.FAILED;
    Throwable failure = null;
    try (folder;
        passes) {
      if (!isComplete() || beginning.rows().isPresent()) {
        follow();
      }
      status = isComplete() ? complete() : JobStatus.CANCELED;
      failure = passes.excess().orElse(null);
    } catch (Throwable unexpected) { // whatever ends a run must be in its report
      failure =
          guard.explained(Failures.rootOf(unexpected), passes.latest().committed().positions());
    }
    report.complete(reportOf(failure == null ? status : JobStatus.FAILED, failure));
    GracefulExit.forget(this);
  }

  // Follows the query until the input has ended, the run is stopped, or the query fails.
  private void follow() throws Exception {
    SharedSession.get();
    GracefulExit.watchOver(this);
    if (over.isDone()) {
      return;
    }
    beginning.rows().ifPresent(passes::restore);
    if (isComplete()) {
      return;
    }
    BatchQuery query =
        BatchQuery.start(input, emissionMillis, folder.newQueryCheckpoint(), passes, over);
    startedAt = System.nanoTime();
    started.complete(query);
    ScheduledExecutorService guarding = guarding();
    try {
      long seen = beginning.pass().pass();
      while (!isOver()) {
        if (passes.latest().committed().pass() == seen) {
          passes.settle();
        }
        seen = passes.latest().committed().pass();
      }
    } finally {
      guarding.shutdown();
      query.stop();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is scheduled handles its own failures
  private ScheduledExecutorService guarding() {
    ScheduledExecutorService guarding =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, identity.job() + "-guard");
              thread.setDaemon(true);
              return thread;
            });
    guarding.scheduleWithFixedDelay(() -> guard.look(over), 0, GUARD_MILLIS, TimeUnit.MILLISECONDS);
    return guarding;
  }

  private boolean isOver() throws InterruptedException, ExecutionException {
    try {
      over.get(emissionMillis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  private boolean isComplete() {
    return input.isBounded() && passes.isAtEnd();
  }

  private JobStatus complete() {
    passes.complete();
    guard.complete();
    return JobStatus.FINISHED;
  }

  private RunReport reportOf(JobStatus status, @Nullable Throwable failure) {
    CommittedPass last = passes.latest().committed();
    return new RunReport(
        identity.job(),
        identity.engine(),
        identity.engineVersion(),
        identity.parallelism(),
        last.accounting(),
        beginning.pass().accounting().read(),
        (startedAt - requestedAt) / NANOS_IN_SECOND,
        (System.nanoTime() - startedAt) / NANOS_IN_SECOND,
        status,
        last.firstRejected(),
        failure);
  }
}
