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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job. Its coordinator, a thread of its own, takes the workers' shares once in each
 * emission interval, or sooner where a worker holds too much, and has them merged and committed.
 */
final class InProcessJob<E, K, A, R> implements RunningJob {

  private final JobIdentity identity;
  private final TopicInput<E> input;
  private final Merger<E, K, A, R> merger;
  private final List<Worker<E, K, A>> workers;
  private final Coordination coordination;
  private final Topics topics;
  private final WallClock clock;
  private final long startedAt;
  private final long readBefore;
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private volatile Snapshot latest;

  InProcessJob(
      JobIdentity identity,
      TopicInput<E> input,
      Merger<E, K, A, R> merger,
      List<Worker<E, K, A>> workers,
      Coordination coordination,
      Topics topics,
      WallClock clock) {
    this.identity = identity;
    this.input = input;
    this.merger = merger;
    this.workers = List.copyOf(workers);
    this.coordination = coordination;
    this.topics = topics;
    this.clock = clock;
    this.startedAt = clock.now();
    this.readBefore = merger.accounting().read();
    this.latest = snapshot();
  }

  /** Starts the workers and the coordinator. */
  void start(long emissionMillis) {
    for (int number = 0; number < workers.size(); number++) {
      new Thread(workers.get(number), identity.job() + "-worker-" + number).start();
    }
    long nanos = TimeUnit.MILLISECONDS.toNanos(emissionMillis);
    new Thread(() -> coordinate(nanos), identity.job() + "-coordinator").start();
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

  private void coordinate(long emissionNanos) {
    boolean atEnd = false;
    Throwable failure = null;
    try (merger) {
      while (!coordination.areWorkersDone()) {
        awaitEmission(emissionNanos);
        commitAll();
        if (merger.excess().isPresent()) {
          stop();
        }
      }
      failure = coordination.failure();
      if (failure == null || isRefusal(failure)) {
        commitAll();
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

  private void commitAll() {
    takeAll();
    merger.commit();
    latest = snapshot();
  }

  private void takeAll() {
    workers.forEach(worker -> merger.merge(worker.take()));
  }

  private OptionalLong lag(Map<Integer, Long> positions) {
    try {
      Map<Integer, Long> ends =
          input.ends().isPresent()
              ? input.ends().get()
              : topics.endOffsets(input.cluster(), input.topic());
      return OptionalLong.of(
          positions.entrySet().stream()
              .mapToLong(
                  position ->
                      Math.max(0, ends.getOrDefault(position.getKey(), 0L) - position.getValue()))
              .sum());
    } catch (TallyException unknown) {
      return OptionalLong.empty();
    }
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
}
