package dev.tally.application.inprocess;

import dev.tally.application.files.FilesAccount;
import dev.tally.application.files.FilesResult;
import dev.tally.application.files.FilesRun;
import dev.tally.application.files.RangeIntake;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.FilesInput;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run over files: each worker takes the next range that nobody has taken, and combines as it
 * reads; the combined events of all become the result. Memory is that of the groups, and of one
 * reader for each worker, whatever the input's length.
 */
final class FilesJob<E, K, A, R> implements RunningJob {

  private final AggregationSpec<E, K, A, R> spec;
  private final FilesInput<E> input;
  private final int parallelism;
  private final FilesRun run;
  private final FilesResult<K, A, R> result;
  private final AtomicInteger nextRange = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();
  private volatile FilesAccount account = FilesAccount.NONE;
  private volatile boolean stopping;

  FilesJob(
      AggregationSpec<E, K, A, R> spec,
      FilesInput<E> input,
      DirectoryOutput<R> output,
      int parallelism,
      FilesRun run) {
    this.spec = spec;
    this.input = input;
    this.parallelism = parallelism;
    this.run = run;
    this.result = new FilesResult<>(spec, input, output);
  }

  /** Starts the workers, and a thread that writes the result once they have ended. */
  void start(String name) {
    run.begin();
    List<Thread> workers = new ArrayList<>();
    for (int number = 0; number < parallelism; number++) {
      Thread worker = new Thread(this::work, name + "-worker-" + number);
      workers.add(worker);
      worker.start();
    }
    new Thread(() -> conclude(workers), name + "-coordinator").start();
  }

  @Override
  public Progress progress() {
    RunReport ended = report.getNow(null);
    return run.progress(ended == null ? JobStatus.RUNNING : ended.status(), account);
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public RunReport await() throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void work() {
    Combiner<E, K, A> combiner = new Combiner<>(spec);
    try {
      for (int number = nextRange.getAndIncrement();
          number < input.ranges().size() && !stopping;
          number = nextRange.getAndIncrement()) {
        read(number, combiner);
      }
      merge(combiner);
    } catch (Throwable unexpected) { // whatever ends a worker must end the job, loudly
      failure.compareAndSet(null, unexpected);
      stopping = true;
    }
  }

  private void read(int number, Combiner<E, K, A> combiner) throws IOException {
    try (RangeIntake<E> intake =
        new RangeIntake<>(input.readers(), input.ranges().get(number), number, combiner)) {
      boolean goesOn = true;
      while (goesOn && !stopping) {
        goesOn = intake.readOn();
        add(intake.drain());
        if (combiner.size() > Worker.MOST_PARTIALS) {
          merge(combiner);
        }
      }
    }
  }

  private synchronized void add(FilesAccount more) {
    account = account.plus(more);
  }

  private void merge(Combiner<E, K, A> combiner) {
    synchronized (result) {
      combiner.drain((key, start, partial, events) -> result.merge(key, start, partial));
    }
  }

  private void conclude(List<Thread> workers) {
    JobStatus status = JobStatus.CANCELED;
    Throwable cause;
    try {
      for (Thread worker : workers) {
        worker.join();
      }
      cause = failure.get();
      if (cause == null && isComplete()) {
        result.write(account);
        status = JobStatus.FINISHED;
      }
    } catch (Throwable unexpected) { // the report must come, whatever happens
      cause = unexpected;
    }
    report.complete(run.report(cause == null ? status : JobStatus.FAILED, account, cause));
  }

  // A stop that came once everything had been read changes nothing.
  private boolean isComplete() {
    return account.bytes() == input.bytes();
  }
}
