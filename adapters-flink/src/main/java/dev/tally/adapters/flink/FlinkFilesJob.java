package dev.tally.adapters.flink;

import dev.tally.application.files.FilesResult;
import dev.tally.application.files.FilesRun;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.resume.FullDisk;
import dev.tally.domain.aggregation.AggregationSpec;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink job over files as the driver sees it. The driver writes the result once Flink has
 * finished: a job that was stopped or failed has written nothing.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is scheduled handles its own failures
final class FlinkFilesJob<K, A, R> implements RunningJob {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkFilesJob.class);
  private static final long LOOK_MILLIS = 200;

  private final AggregationSpec<?, K, A, R> spec;
  private final FilesResult<K, A, R> result;
  private final FilesRun run;
  private final StateDirectory directory;
  private final MiniCluster cluster;
  private final JobID id;
  private final ScheduledThreadPoolExecutor thread;
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private FilesState workers = FilesState.NONE;
  private volatile Progress progress;

  private FlinkFilesJob(
      AggregationSpec<?, K, A, R> spec,
      FilesResult<K, A, R> result,
      FilesRun run,
      StateDirectory directory,
      MiniCluster cluster,
      JobID id) {
    this.spec = spec;
    this.result = result;
    this.run = run;
    this.directory = directory;
    this.cluster = cluster;
    this.id = id;
    this.thread = FlinkJob.daemon("flink-" + spec.name());
    this.progress = run.progress(JobStatus.CREATED, workers.account());
  }

  /** Starts the cluster and the job in it. */
  static <K, A, R> FlinkFilesJob<K, A, R> launch(
      AggregationSpec<?, K, A, R> spec,
      FilesResult<K, A, R> result,
      FilesRun run,
      StateDirectory directory,
      MiniCluster cluster,
      StreamGraph graph) {
    try {
      cluster.start();
      JobID id = graph.getJobGraph().getJobID();
      FlinkFilesJob<K, A, R> job = new FlinkFilesJob<>(spec, result, run, directory, cluster, id);
      cluster.submitJob(graph.getJobGraph()).get();
      job.follow();
      return job;
    } catch (Exception e) {
      cluster.closeAsync();
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      Throwable cause = RootCause.of(e);
      Optional<IOException> full = FullDisk.in(cause);
      throw full.isPresent()
          ? directory.unwritable(full.get())
          : new IllegalStateException("Flink did not start: " + cause, e);
    }
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public void stop() {
    cluster.cancelJob(id);
  }

  @Override
  public RunReport await() throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the report could not be written", e.getCause());
    }
  }

  private void follow() {
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    cluster.requestJobResult(id).whenCompleteAsync(this::end, thread);
  }

  private void look() {
    try {
      JobView view = view();
      note(view);
      progress = run.progress(view.status(view.readingSince() != 0), workers.account());
    } catch (IOException | ExecutionException | RuntimeException e) {
      LOG.debug("The job cannot be seen for now", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JobView view() throws ExecutionException, InterruptedException {
    return new JobView(cluster.getExecutionGraph(id).get());
  }

  private void note(JobView view) throws IOException {
    if (view.readingSince() != 0) {
      run.beganAt(view.readingSince());
    }
    workers = view.files();
  }

  private void end(@Nullable JobResult ended, @Nullable Throwable lost) {
    JobStatus status = JobStatus.FAILED;
    Throwable failure = lost;
    try {
      if (ended != null) {
        JobView view = view();
        note(view);
        status =
            switch (view.graph().getState()) {
              case FINISHED -> JobStatus.FINISHED;
              case CANCELED -> JobStatus.CANCELED;
              default -> JobStatus.FAILED;
            };
        failure =
            status == JobStatus.FAILED
                ? ended
                    .getSerializedThrowable()
                    .<Throwable>map(RootCause::of)
                    .orElseGet(() -> new IllegalStateException("Flink gave the job up"))
                : null;
      }
      if (status == JobStatus.FINISHED) {
        writeResult();
      }
    } catch (Throwable unexpected) { // the report must come, whatever happens
      status = JobStatus.FAILED;
      failure = unexpected;
    }
    RunReport written = run.report(status, workers.account(), failure);
    release();
    progress = run.progress(status, workers.account());
    report.complete(written);
  }

  private void writeResult() throws IOException {
    Partial.Format<K, A> format = new Partial.Format<>(spec.aggregation());
    for (byte[] rows : workers.rows()) {
      DataInputDeserializer in = new DataInputDeserializer(rows);
      for (int left = in.readInt(); left > 0; left--) {
        Partial<K, A> row = format.read(in);
        result.merge(row.key(), row.windowStart(), row.accumulator());
      }
    }
    result.write(workers.account());
  }

  private void release() {
    thread.shutdown();
    try {
      cluster.closeAsync().get();
      directory.forget();
    } catch (IOException | ExecutionException leftForTheNextRun) {
      LOG.warn("The cluster's files could not be removed", leftForTheNextRun);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      directory.close();
    }
  }
}
