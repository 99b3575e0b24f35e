package dev.tally.adapters.spark;

import dev.tally.application.files.FilesResult;
import dev.tally.application.files.FilesRun;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * One run over files. A thread of its own starts Spark, runs the job, and writes the result once
 * Spark has finished: a job that was stopped or failed has written nothing.
 */
final class SparkFilesJob<E, K, A, R> implements RunningJob {

  private final FilesPass<E, K, A> pass;
  private final FilesResult<K, A, R> result;
  private final FilesRun run;
  private final String group = UUID.randomUUID().toString();
  private final RangeAccounts accounts = new RangeAccounts();
  private final CompletableFuture<SparkContext> started = new CompletableFuture<>();
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private volatile boolean stopping;

  SparkFilesJob(FilesPass<E, K, A> pass, FilesResult<K, A, R> result, FilesRun run) {
    this.pass = pass;
    this.result = result;
    this.run = run;
  }

  /** Starts the run. */
  void start() {
    new Thread(this::run, pass.spec().name() + "-on-spark").start();
  }

  @Override
  public Progress progress() {
    return run.progress(status(), accounts.sum());
  }

  @Override
  public void stop() {
    stopping = true;
    SparkContext spark = started.getNow(null);
    if (spark != null) {
      spark.cancelJobGroup(group);
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
    try {
      status = runOnSpark() ? JobStatus.FINISHED : JobStatus.CANCELED;
    } catch (Throwable unexpected) { // whatever ends a run must be in its report
      failure = Failures.rootOf(unexpected);
    }
    report.complete(run.report(status, accounts.sum(), failure));
  }

  /** Returns false where the run was stopped before its end. */
  private boolean runOnSpark() throws Exception {
    SparkContext spark = SharedSession.get().sparkContext();
    spark.register(accounts);
    TaskProgress listener = new TaskProgress(accounts);
    spark.addSparkListener(listener);
    spark.setJobGroup(group, pass.spec().name(), false);
    try {
      run.begin();
      started.complete(spark);
      if (stopping) {
        return false;
      }
      pass.run(accounts, result);
      result.write(accounts.sum());
      return true;
    } catch (Exception ended) {
      if (stopping && isCancellation(ended)) {
        return false;
      }
      throw ended;
    } finally {
      spark.clearJobGroup();
      spark.removeSparkListener(listener);
    }
  }

  private boolean isCancellation(@Nullable Throwable failure) {
    return failure != null
        && (String.valueOf(failure.getMessage()).contains(group)
            || isCancellation(failure.getCause()));
  }
}
