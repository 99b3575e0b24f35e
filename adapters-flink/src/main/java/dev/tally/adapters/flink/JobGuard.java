package dev.tally.adapters.flink;

import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.resume.FullDisk;
import dev.tally.application.resume.InputIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a running job: that its input is still the topic that it was, that its newest
 * checkpoint is sealed and noted beside the rows, and that its state can be written. Asks brokers
 * and disks, so it has a thread of its own; another one tells it of the end. Thread-safe.
 */
final class JobGuard {

  private static final Logger LOG = LoggerFactory.getLogger(JobGuard.class);

  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(12); // of one every 5 s

  private final FlinkRun run;
  private final TopicOutput<?> output;
  private final InputIdentity identity;
  private final OutputHistory history;
  private final JobEnds ends;
  private final Consumer<TallyException> onFault;
  private @Nullable Path sealed;
  private long sealedAt = System.nanoTime();
  private @Nullable WorkerState unnoted;
  private boolean wasMissing;
  private boolean isOver;

  /**
   * Begins to look after a job.
   *
   * @param onFault ends the job
   */
  JobGuard(
      FlinkRun run,
      TopicOutput<?> output,
      InputIdentity identity,
      OutputHistory history,
      JobEnds ends,
      Consumer<TallyException> onFault) {
    this.run = run;
    this.output = output;
    this.identity = identity;
    this.history = history;
    this.ends = ends;
    this.onFault = onFault;
  }

  /** Looks once. */
  synchronized void look() {
    if (isOver) {
      return;
    }
    try {
      sealNewest();
    } catch (IOException | RuntimeException e) {
      LOG.debug("The checkpoint cannot be sealed for now", e); // Flink may just have replaced it
    }
    try {
      requireCheckpoints();
      identity.requireSame();
      wasMissing = false;
      note();
      ends.refresh();
    } catch (TallyException trouble) {
      judge(trouble);
    } catch (RuntimeException e) {
      LOG.warn("The job cannot be looked after for now", e);
    }
  }

  /** Says in the user's words what ended the job, where that is known. */
  Throwable explained(Throwable failure) {
    Optional<IOException> full = FullDisk.in(failure);
    if (full.isPresent()) {
      return run.directory().unwritable(full.get());
    }
    try {
      if (failure.getCause() instanceof OffsetOutOfRangeException lost) {
        identity.requireAt(Positions.byPartition(lost.offsetOutOfRangePartitions()));
      }
      if (failure instanceof ApiException) {
        identity.requireSame();
      }
      if (failure instanceof IOException) {
        run.directory().requireWritable();
      }
      return failure;
    } catch (TallyException known) {
      return known;
    }
  }

  /** Seals and notes the savepoint of a job that was stopped; the runs before are not needed. */
  synchronized void keepLast() throws IOException {
    isOver = true;
    sealNewest();
    if (sealed != null) {
      run.directory().prune(null);
    }
    tell(this::note);
  }

  /** Notes that there is nothing to go on from: the input came to its end. */
  synchronized void complete() throws IOException {
    isOver = true;
    run.directory().complete();
    tell(() -> history.forget(run.spec().name(), run.input(), output));
  }

  // What counts is kept by now. A run that goes on from the rows alone stays behind, and exact.
  private static void tell(Runnable noting) {
    try {
      noting.run();
    } catch (TallyException unreachable) {
      LOG.warn("The run's end could not be noted beside its rows", unreachable);
    }
  }

  // Flink tries again and again where a checkpoint fails: no other sign is left than that none
  // comes.
  private void requireCheckpoints() {
    long now = System.nanoTime();
    if (now - sealedAt > OVERDUE_NANOS) {
      sealedAt = now;
      run.directory().requireWritable();
    }
  }

  private void judge(TallyException trouble) {
    switch (trouble.problem()) {
      case STATE -> onFault.accept(trouble);
      case NOT_FOUND -> {
        if (wasMissing) {
          onFault.accept(trouble);
        }
        wasMissing = true; // a broker that has just come back may not know all its topics yet
      }
      default -> LOG.debug("The broker cannot be asked for now", trouble);
    }
  }

  private void sealNewest() throws IOException {
    KeptState newest = Snapshots.newestIn(run.directory().runFolder(), sealed).orElse(null);
    if (newest != null && newest.snapshot().isPresent()) {
      Path snapshot = newest.snapshot().get();
      Seal.of(snapshot, newest.checkpoint()).write(run.directory().runFolder());
      sealed = snapshot;
      sealedAt = System.nanoTime();
      unnoted = newest.state();
    }
  }

  // A reader of the rows may be told late, but never of what is not kept.
  private void note() {
    WorkerState state = unnoted;
    if (state != null) {
      history.note(run.spec().name(), run.input(), output, state.commit());
      unnoted = null;
    }
  }
}
