package dev.tally.adapters.flink;

import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.resume.InputIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.ApiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a running job: that its input is still the topic that it was, that its newest
 * checkpoint is sealed and noted beside the rows, and that its state can be written. Asks brokers
 * and disks, so it has a thread of its own.
 */
final class JobGuard {

  private static final Logger LOG = LoggerFactory.getLogger(JobGuard.class);

  private final FlinkRun run;
  private final TopicOutput<?> output;
  private final InputIdentity identity;
  private final OutputHistory history;
  private final JobEnds ends;
  private final Consumer<TallyException> onFault;
  private @Nullable Path sealed;
  private @Nullable WorkerState unnoted;
  private boolean wasMissing;

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
  void look() {
    try {
      sealNewest();
    } catch (IOException | RuntimeException e) {
      LOG.debug("The checkpoint cannot be sealed for now", e); // Flink may just have replaced it
    }
    try {
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

  /** Looks whether the state can be written, where a checkpoint has failed. */
  void lookAtState() {
    try {
      run.directory().requireWritable();
    } catch (TallyException unwritable) {
      onFault.accept(unwritable);
    }
  }

  /** Says in the user's words what ended the job, where that is known. */
  Throwable explained(Throwable failure) {
    try {
      if (failure instanceof OffsetOutOfRangeException lost) {
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
  void keepLast() throws IOException {
    sealNewest();
    if (sealed != null) {
      run.directory().prune(null);
    }
    tell(this::note);
  }

  /** Notes that there is nothing to go on from: the input came to its end. */
  void complete() throws IOException {
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
