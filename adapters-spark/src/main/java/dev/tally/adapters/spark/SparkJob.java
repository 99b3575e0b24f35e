package dev.tally.adapters.spark;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.TopicInput;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job. A thread of its own starts Spark and the query, follows it to its end, and
 * writes the report.
 */
final class SparkJob implements RunningJob {

  private static final double NANOS_IN_SECOND = 1e9;

  private final JobIdentity identity;
  private final TopicInput<?> input;
  private final StateFolder folder;
  private final Passes passes;
  private final CommittedPass restored;
  private final long emissionMillis;
  private final long requestedAt = System.nanoTime();
  private final CompletableFuture<BatchQuery> started = new CompletableFuture<>();
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private volatile boolean stopping;

  /**
   * Prepares a run.
   *
   * @param folder the job's kept state, the run's own from now on
   */
  SparkJob(
      JobIdentity identity,
      TopicInput<?> input,
      StateFolder folder,
      Passes passes,
      long emissionMillis) {
    this.identity = identity;
    this.input = input;
    this.folder = folder;
    this.passes = passes;
    this.restored = passes.latest().committed();
    this.emissionMillis = emissionMillis;
  }

  /** Starts the run; returns once it is settled which records it will read. */
  void start() {
    new Thread(this::run, identity.job() + "-on-spark").start();
    if (input.start() == StartPosition.LATEST) {
      CompletableFuture.anyOf(started.thenCompose(BatchQuery::positioned), report).join();
    }
  }

  @Override
  public Progress progress() {
    Passes.Snapshot latest = passes.latest();
    BatchQuery query = started.getNow(null);
    return new Progress(
        status(query),
        latest.committed().accounting(),
        query == null ? OptionalLong.empty() : query.lag(),
        latest.committed().watermark(),
        latest.watermarkHolder(),
        latest.committed().firstRejected());
  }

  @Override
  public void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    BatchQuery query = started.getNow(null);
    if (query != null) { // otherwise the run itself will see it
      new Thread(query::stop, identity.job() + "-stop").start();
    }
  }

  @Override
  public RunReport await() throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JobStatus status(@Nullable BatchQuery query) {
    RunReport ended = report.getNow(null);
    if (ended != null) {
      return ended.status();
    }
    boolean isReading = query != null && (isResumed() || query.positioned().isDone());
    return isReading ? JobStatus.RUNNING : JobStatus.CREATED;
  }

  private boolean isResumed() {
    return restored.pass() > 0;
  }

  private void run() {
    JobStatus status = JobStatus.FAILED;
    Throwable failure = null;
    long startedAt = requestedAt;
    try (folder;
        passes) {
      SharedSession.get();
      startedAt = System.nanoTime();
      status = follow();
    } catch (Throwable unexpected) { // whatever ends a run must be in its report
      failure = Failures.rootOf(unexpected);
    }
    report.complete(reportOf(status, failure, startedAt));
  }

  private JobStatus follow() throws Exception {
    if (stopping) {
      return JobStatus.CANCELED;
    }
    BatchQuery query = BatchQuery.start(input, emissionMillis, folder.queryCheckpoint(), passes);
    started.complete(query);
    if (stopping) {
      query.stop();
    }
    long seen = -1;
    while (!query.await(emissionMillis)) {
      long pass = passes.latest().committed().pass();
      if (pass == seen) {
        passes.settle();
      }
      seen = pass;
    }
    if (stopping) {
      return JobStatus.CANCELED;
    }
    if (!input.isBounded()) {
      throw new IllegalStateException("Spark ended the query by itself");
    }
    passes.complete();
    folder.clear();
    return JobStatus.FINISHED;
  }

  private RunReport reportOf(JobStatus status, @Nullable Throwable failure, long startedAt) {
    CommittedPass last = passes.latest().committed();
    return new RunReport(
        identity.job(),
        identity.engine(),
        identity.engineVersion(),
        identity.parallelism(),
        last.accounting(),
        restored.accounting().read(),
        (startedAt - requestedAt) / NANOS_IN_SECOND,
        (System.nanoTime() - startedAt) / NANOS_IN_SECOND,
        status,
        last.firstRejected(),
        failure);
  }
}
