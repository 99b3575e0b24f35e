package dev.tally.adapters.flink;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.application.resume.FullDisk;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink job as the driver sees it: looks at it a few times a second, stops it with a savepoint,
 * and writes the report once it has ended. All but the port's own methods run on one thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what is scheduled handles its own failures
final class FlinkJob implements RunningJob {

  private static final Logger LOG = LoggerFactory.getLogger(FlinkJob.class);
  private static final long LOOK_MILLIS = 200;
  private static final long GUARD_MILLIS = 1_000;

  private final FlinkRun run;
  private final MiniCluster cluster;
  private final JobID id;
  private final JobEnds ends;
  private final JobGuard guard;
  private final WatermarkHolder holder;
  private final GracefulStop stop;
  private final FinalCheckpoint finalCheckpoint;
  private final ScheduledThreadPoolExecutor thread;
  private final ScheduledThreadPoolExecutor guardThread;
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private volatile Progress progress;
  private WorkerState workers;
  private final AtomicReference<@Nullable TallyException> fault = new AtomicReference<>();
  private long firstPollAt;

  private FlinkJob(FlinkRun run, MiniCluster cluster, JobID id, JobEnds ends, GuardFactory guards) {
    this.run = run;
    this.cluster = cluster;
    this.id = id;
    this.ends = ends;
    this.guard = guards.guard(this::fail);
    this.workers = run.plan().initialState();
    this.holder = new WatermarkHolder(run.spec().windowing(), workers, System.currentTimeMillis());
    this.thread = daemon("flink-" + run.spec().name());
    this.guardThread = daemon("flink-" + run.spec().name() + "-guard");
    this.stop =
        new GracefulStop(
            cluster, id, run.directory(), run.input().cluster().bootstrapServers(), thread);
    this.finalCheckpoint = new FinalCheckpoint(cluster, id);
    this.progress = progressAs(JobStatus.CREATED, OptionalInt.empty());
  }

  /** Starts the cluster and the job in it. */
  static FlinkJob launch(
      FlinkRun run, MiniCluster cluster, StreamGraph graph, JobEnds ends, GuardFactory guards) {
    try {
      cluster.start();
      JobID id = graph.getJobGraph().getJobID();
      FlinkJob job = new FlinkJob(run, cluster, id, ends, guards);
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
          ? run.directory().unwritable(full.get())
          : new IllegalStateException("Flink did not start: " + cause, e);
    }
  }

  @Override
  public List<String> notes() {
    return run.plan().notes();
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public void stop() {
    stop.request();
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
    guardThread.scheduleWithFixedDelay(guard::look, 0, GUARD_MILLIS, TimeUnit.MILLISECONDS);
    cluster.requestJobResult(id).whenCompleteAsync(this::end, thread);
  }

  private void look() {
    try {
      JobView view = view();
      note(view);
      if (run.excess(workers).isPresent()) {
        stop.request();
      }
      finalCheckpoint.requestAtEnd(workers);
      JobStatus status = view.status(firstPollAt != 0);
      OptionalInt waitsFor = holder.after(workers, ends.last(), System.currentTimeMillis());
      progress = progressAs(status, waitsFor);
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
    if (firstPollAt == 0) {
      firstPollAt = view.readingSince();
    }
    WorkerState said = view.workers();
    if (said != null) {
      workers = said;
    }
  }

  private void fail(TallyException trouble) {
    if (fault.compareAndSet(null, trouble)) {
      cluster.cancelJob(id);
    }
  }

  private Progress progressAs(JobStatus status, OptionalInt waitsFor) {
    RunAccount account = workers.account();
    return new Progress(
        status,
        account.accounting(),
        ends.lagBehind(account.positions()),
        workers.watermark(),
        waitsFor,
        account.firstRejected());
  }

  private void end(@Nullable JobResult result, @Nullable Throwable lost) {
    try {
      RunReport written = reportOf(result, lost);
      release(); // first: who has the report may start the next run
      report.complete(written);
    } catch (Exception e) {
      report.completeExceptionally(e);
      release();
    }
  }

  private RunReport reportOf(@Nullable JobResult result, @Nullable Throwable lost)
      throws ExecutionException, InterruptedException, IOException {
    long endedAt = System.currentTimeMillis();
    Throwable failure = lost;
    if (result != null) {
      JobView view = view();
      note(view);
      endedAt = view.endedAt();
      failure =
          result
              .getSerializedThrowable()
              .map(RootCause::of)
              .map(guard::explained)
              .orElse(stop.failure());
    }
    failure = fault.get() == null ? failure : fault.get();
    JobStatus ended = statusAtEnd(failure);
    cluster.closeAsync().get();
    settle(ended);
    if (failure == null) {
      failure = run.excess(workers).orElse(null);
    }
    JobStatus status = failure == null ? ended : JobStatus.FAILED;
    progress = progressAs(status, OptionalInt.empty());
    long began = firstPollAt == 0 ? endedAt : firstPollAt;
    return run.report(workers, began, endedAt, status, failure);
  }

  // A stopped job has finished too, in Flink's words; but its input had not.
  private JobStatus statusAtEnd(@Nullable Throwable failure) {
    if (failure != null) {
      return JobStatus.FAILED;
    }
    return workers.isAtEnd() ? JobStatus.FINISHED : JobStatus.CANCELED;
  }

  private void settle(JobStatus status) throws IOException {
    if (status == JobStatus.FINISHED) {
      guard.complete();
      return;
    }
    run.directory().deleteWork();
    if (status == JobStatus.CANCELED) {
      guard.keepLast();
    }
  }

  private void release() {
    thread.shutdown();
    guardThread.shutdown();
    run.directory().close();
  }

  /** Makes what looks after the job. */
  @FunctionalInterface
  interface GuardFactory {
    JobGuard guard(Consumer<TallyException> onFault);
  }

  static ScheduledThreadPoolExecutor daemon(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }
}
