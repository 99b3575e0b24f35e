package dev.tally.application.inprocess;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Accounting;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job. Its coordinator, a thread of its own, takes the workers' shares once in each
 * emission interval, or sooner where a worker holds too much, and has them merged, written and,
 * once in each commit interval, committed.
 */
final class InProcessJob<E, K, A, R> implements RunningJob {

  private final JobIdentity identity;
  private final TopicInput<E> input;
  private final Merger<E, K, A, R> merger;
  private final List<String> notes;
  private final Workforce<E, K, A> workforce;
  private final List<Worker<E, K, A>> workers = new CopyOnWriteArrayList<>();
  private final Queue<Map<Integer, Long>> addedPartitions = new ConcurrentLinkedQueue<>();
  private final Coordination coordination;
  private final WallClock clock;
  private final long startedAt;
  private final long readBefore;
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private volatile Snapshot latest;
  private volatile @Nullable InputWatch watch;

  InProcessJob(
      JobIdentity identity,
      TopicInput<E> input,
      List<String> notes,
      Merger<E, K, A, R> merger,
      Workforce<E, K, A> workforce,
      List<Map<Integer, Long>> shares,
      Coordination coordination,
      WallClock clock) {
    this.identity = identity;
    this.input = input;
    this.merger = merger;
    this.notes = List.copyOf(notes);
    this.workforce = workforce;
    shares.forEach(workforce::expect);
    shares.forEach(share -> workers.add(workforce.workerOn(share)));
    this.coordination = coordination;
    this.clock = clock;
    this.startedAt = clock.now();
    this.readBefore = merger.accounting().read();
    this.latest = snapshot();
  }

  /**
   * Starts the workers, the coordinator and the watch over the input.
   *
   * @param inputId the id of the topic that the job began with
   */
  void start(Rhythm rhythm, Topics topics, String inputId) {
    InputWatch inputWatch =
        new InputWatch(
            identity.job(),
            input,
            topics,
            inputId,
            merger.positions().keySet(),
            coordination,
            new InputChanges());
    watch = inputWatch;
    workers.forEach(this::start);
    new Thread(() -> coordinate(rhythm), identity.job() + "-coordinator").start();
    Thread watching = new Thread(inputWatch, identity.job() + "-watch");
    watching.setDaemon(true);
    watching.start();
  }

  private void start(Worker<E, K, A> worker) {
    new Thread(worker, identity.job() + "-worker-" + workers.indexOf(worker)).start();
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public Progress progress() {
    Snapshot snapshot = latest;
    RunReport ended = report.getNow(null);
    return new Progress(
        ended == null ? JobStatus.RUNNING : ended.status(),
        snapshot.accounting(),
        lag(snapshot.positions()),
        snapshot.watermark(),
        snapshot.watermarkHolder(),
        snapshot.rejected());
  }

  @Override
  public void stop() {
    coordination.stop();
    workers.forEach(Worker::wakeup);
  }

  @Override
  public RunReport await() throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void coordinate(Rhythm rhythm) {
    boolean atEnd = false;
    Throwable failure = null;
    long emittedAt = clock.now();
    long emissions = 0;
    try (merger) {
      while (!coordination.areWorkersDone()) {
        long since = Math.max(0, clock.now() - emittedAt); // a commit takes time too
        awaitEmission(rhythm.emissionNanos() - TimeUnit.MILLISECONDS.toNanos(since));
        emittedAt = clock.now();
        readAddedPartitions();
        takeAll();
        emissions++;
        if (emissions < rhythm.emissionsPerCommit() && !merger.holdsMuch()) {
          merger.emit();
        } else {
          emissions = 0;
          commit();
          if (merger.excess().isPresent()) {
            stop();
          }
        }
      }
      failure = coordination.failure();
      if (failure == null || isRefusal(failure)) {
        takeAll();
        commit();
      }
      if (failure == null) {
        failure = merger.excess().orElse(null);
        atEnd = merger.isAtEnd();
        if (atEnd) {
          merger.complete();
          latest = snapshot();
        }
      }
    } catch (Throwable unexpected) { // the report must come, whatever happens
      failure = unexpected;
      stop();
    }
    report.complete(reportOf(failure, atEnd));
  }

  private void awaitEmission(long emissionNanos) throws InterruptedException {
    long left = coordination.await(emissionNanos);
    while (left > 0) {
      takeAll();
      if (merger.holdsMuch()) {
        return;
      }
      left = coordination.await(left);
    }
  }

  // It came between two records: all before it is whole.
  private static boolean isRefusal(Throwable failure) {
    return failure instanceof TallyException known && known.problem() == Problem.DATA;
  }

  private void commit() {
    merger.commit();
    latest = snapshot();
  }

  private void takeAll() {
    workers.forEach(worker -> merger.merge(worker.take()));
  }

  // From the first record, as if they had always been there: nothing of them was read before.
  private void readAddedPartitions() {
    for (Map<Integer, Long> added = addedPartitions.poll();
        added != null && !coordination.isStopping();
        added = addedPartitions.poll()) {
      merger.expect(added);
      workforce.expect(added);
      Worker<E, K, A> worker = workforce.workerOn(added);
      workers.add(worker);
      coordination.workerAdded();
      start(worker);
    }
  }

  private OptionalLong lag(Map<Integer, Long> positions) {
    InputWatch looking = watch;
    Map<Integer, Long> ends = looking == null ? null : looking.ends();
    if (ends == null) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        positions.entrySet().stream()
            .mapToLong(
                position ->
                    Math.max(0, ends.getOrDefault(position.getKey(), 0L) - position.getValue()))
            .sum());
  }

  private Snapshot snapshot() {
    return new Snapshot(
        merger.accounting(),
        merger.positions(),
        merger.watermark(),
        merger.watermarkHolder(),
        merger.rejected());
  }

  private RunReport reportOf(@Nullable Throwable failure, boolean atEnd) {
    JobStatus ended = atEnd ? JobStatus.FINISHED : JobStatus.CANCELED;
    return new RunReport(
        identity.job(),
        identity.engine(),
        identity.engineVersion(),
        identity.parallelism(),
        latest.accounting(),
        readBefore,
        (startedAt - identity.requestedAt()) / 1000.0,
        (clock.now() - startedAt) / 1000.0,
        failure == null ? ended : JobStatus.FAILED,
        latest.rejected(),
        failure);
  }

  private record Snapshot(
      Accounting accounting,
      Map<Integer, Long> positions,
      long watermark,
      OptionalInt watermarkHolder,
      List<RejectedRecord> rejected) {}

  private final class InputChanges implements InputWatch.Listener {

    @Override
    public void partitionsAdded(Map<Integer, Long> beginnings) {
      addedPartitions.add(beginnings);
    }

    @Override
    public void failed(TallyException failure) {
      coordination.fail(failure);
      stop();
    }
  }
}
