package dev.tally.application.resume;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.RowVersion;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.WindowState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a job's state back from its output topic, exactly or not at all: for each row the newest
 * version that was committed. Versions that were written after the last commit are passed over, as
 * are rows of before the job last began anew.
 */
public final class OutputRestore {

  private final OutputHistory history;

  /** Reads from the cluster's own knowledge of jobs. */
  public OutputRestore(OutputHistory history) {
    this.history = history;
  }

  /**
   * Refuses to begin anew, silently, beside rows whose past is not known.
   *
   * @param lookedAt where the engine found neither state nor the mark of a completed run
   * @throws TallyException where the output topic has rows; the message names both ways out
   */
  public void requireNoRows(String job, TopicOutput<?> output, String lookedAt) {
    if (history.hasRows(output)) {
      throw new TallyException(
          Problem.STATE,
          "Topic %s has rows, but no state of job %s is kept in %s.\nGo on from those rows with --restore-from-output, or start anew with --fresh."
              .formatted(output.topic(), job, lookedAt));
    }
  }

  /**
   * Refuses to go on from kept state that is not the last word: since then the job began anew, or
   * went on, on another engine.
   *
   * @param kept what the state is of
   * @throws TallyException where the cluster knows of a later commit by another run
   */
  public void requireLast(String job, TopicInput<?> input, TopicOutput<?> output, JobCommit kept) {
    history
        .lastCommit(job, input, output)
        .filter(
            last ->
                last.life() != kept.life()
                    || !kept.runs().keySet().containsAll(last.runs().keySet()))
        .ifPresent(
            last -> {
              throw new TallyException(
                  Problem.STATE,
                  "Job %s has written to topic %s since this state was kept, on another engine or with other state.\nGo on from those rows with --restore-from-output, or start anew with --fresh."
                      .formatted(job, output.topic()));
            });
  }

  /**
   * Returns the job as it was committed last.
   *
   * @param fingerprint that of the run that is to go on
   * @throws TallyException where that cannot be told exactly; the message says why
   */
  public <E, K, A, R> RestoredJob<K, A> restore(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> input,
      TopicOutput<R> output,
      Fingerprint fingerprint) {
    Optional<JobCommit> last = history.lastCommit(spec.name(), input, output);
    if (last.isEmpty()) {
      throw refused(
          output,
          "no positions of job %s are kept with its rows (it never committed any, came to its end, or the broker has dropped them)"
              .formatted(spec.name()));
    }
    JobCommit commit = last.get();
    Fingerprint kept = Fingerprint.ofText(commit.rules());
    fingerprint.requireSameAs(kept);
    if (fingerprint.outputWarning(output, kept).isPresent()) {
      throw refused(
          output, "its number of partitions has changed, so that a row's versions have no order");
    }
    Committed committed = new Committed(commit);
    history.readRows(output, committed::take);
    committed.requireComplete(output);
    List<RestoredJob.Row<K, A>> rows = new ArrayList<>();
    committed.rows.values().forEach(row -> restore(spec, output, row, rows));
    return new RestoredJob<>(commit, rows);
  }

  private static <K, A, R> void restore(
      AggregationSpec<?, K, A, R> spec,
      TopicOutput<R> output,
      Version version,
      List<RestoredJob.Row<K, A>> rows) {
    try {
      ResultEncoder.Shown<R> shown = output.encoder().decode(version.key(), version.value());
      TableRow<K, A> row =
          spec.aggregation()
              .rowOf(shown.result())
              .orElseThrow(
                  () -> new UndecodableException("its results do not say all of its state"));
      if (shown.state() != WindowState.FINAL) {
        rows.add(new RestoredJob.Row<>(row, shown.state()));
      }
    } catch (UndecodableException e) {
      throw refused(
          output,
          "row %s cannot be read: %s"
              .formatted(textOf(ByteBuffer.wrap(version.key())), e.reason()));
    }
  }

  private static TallyException refused(TopicOutput<?> output, String reason) {
    return new TallyException(
        Problem.STATE,
        "The state cannot be restored from topic %s: %s.\nStart anew with --fresh."
            .formatted(output.topic(), reason));
  }

  private static String textOf(ByteBuffer key) {
    return StandardCharsets.UTF_8.decode(key.duplicate()).toString();
  }

  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  private record Version(byte[] key, byte[] value) {}

  /** The newest committed version of each row. */
  private static final class Committed {

    private final JobCommit commit;
    private final Map<ByteBuffer, Version> rows = new HashMap<>();
    private final Set<ByteBuffer> uncommittedOnly = new HashSet<>();
    private final Set<ByteBuffer> begunLater = new HashSet<>();

    Committed(JobCommit commit) {
      this.commit = commit;
    }

    void take(byte[] keyBytes, byte @Nullable [] value, Optional<RowVersion> version) {
      if (version.isEmpty() || !commit.isOfThisLife(version.get())) {
        return;
      }
      ByteBuffer key = ByteBuffer.wrap(keyBytes);
      if (commit.holds(version.get())) {
        uncommittedOnly.remove(key);
        if (value == null) {
          rows.remove(key);
        } else {
          rows.put(key, new Version(keyBytes, value));
        }
      } else if (!rows.containsKey(key)) {
        uncommittedOnly.add(key);
        if (version.get().isFirst()) {
          begunLater.add(key);
        }
      }
    }

    // Cleaning may have taken the committed version of a row away in favor of a later one.
    void requireComplete(TopicOutput<?> output) {
      uncommittedOnly.removeAll(begunLater);
      if (!uncommittedOnly.isEmpty()) {
        throw refused(
            output,
            "%d rows have only versions that were written after the last commit, the first is %s"
                .formatted(uncommittedOnly.size(), textOf(uncommittedOnly.iterator().next())));
      }
    }
  }
}
