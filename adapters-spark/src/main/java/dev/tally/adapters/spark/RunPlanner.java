package dev.tally.adapters.spark;

import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.Topics;
import dev.tally.application.resume.Fingerprint;
import dev.tally.application.resume.InputIdentity;
import dev.tally.application.resume.OutputRestore;
import dev.tally.application.resume.RestoredJob;
import dev.tally.application.resume.RunNotes;
import dev.tally.application.resume.StartingPositions;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Decides where a run begins: where its last run was, at the rows of the output topic, or anew.
 * Never anew where something should be there but is not.
 */
final class RunPlanner<E, K, A, R> {

  private final AggregationSpec<E, K, A, R> spec;
  private final TopicInput<E> input;
  private final TopicOutput<R> output;
  private final OutputHistory history;
  private final InputIdentity identity;
  private final OutputRestore restore;
  private final Fingerprint fingerprint;
  private final StartingPositions starting;

  RunPlanner(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> input,
      TopicOutput<R> output,
      Topics topics,
      OutputHistory history,
      InputIdentity identity) {
    this.spec = spec;
    this.input = input;
    this.output = output;
    this.history = history;
    this.identity = identity;
    this.restore = new OutputRestore(history);
    this.starting = new StartingPositions(topics, input);
    this.fingerprint = Fingerprint.of(spec, input, output, topics, identity.id());
  }

  /**
   * Decides, and leaves in the folder only what the run goes on from.
   *
   * @param shards over how many partitions the state of a job that begins is spread
   * @throws dev.tally.application.port.TallyException where the run may not begin there
   */
  Beginning plan(StateFolder folder, Commits commits, int shards) {
    return switch (input.start()) {
      case EARLIEST, LATEST -> anew(folder, commits, shards);
      case OUTPUT -> fromOutput(folder, shards);
      case COMMITTED -> goOn(folder, commits, shards);
    };
  }

  private Beginning goOn(StateFolder folder, Commits commits, int shards) {
    if (folder.isCompleted()) {
      return anew(folder, commits, shards);
    }
    Optional<CommittedPass> last = commits.file().read();
    if (last.isEmpty()) {
      restore.requireNoRows(spec.name(), output, folder.folder().toString());
      return anew(folder, commits, shards);
    }
    CommittedPass kept = last.get();
    Fingerprint begun = Fingerprint.ofText(kept.job().rules());
    fingerprint.requireSameAs(begun);
    restore.requireLast(spec.name(), input, output, kept.job());
    identity.requireAt(kept.positions());
    folder.requireVersion(kept.pass(), kept.shards());
    folder.dropVersionsAfter(kept.pass());
    List<String> notes = new ArrayList<>();
    notes.add(RunNotes.resumed(input.topic(), kept.positions()));
    fingerprint.outputWarning(output, begun).ifPresent(notes::add);
    return new Beginning(kept.at(starting.after(kept.positions())), Optional.empty(), notes);
  }

  private Beginning anew(StateFolder folder, Commits commits, int shards) {
    Map<Integer, Long> positions = starting.anew();
    input.ends().ifPresent(ends -> positions.keySet().retainAll(ends.keySet()));
    JobCommit nothing =
        new JobCommit(
            fingerprint.text(),
            history.newLife(),
            new TreeMap<>(),
            positions,
            Watermark.NONE,
            Accounting.NONE);
    CommittedPass first = CommittedPass.none(nothing, shards);
    folder.clear();
    commits.commit(first); // a run that is stopped before its first pass has begun all the same
    folder.begin();
    return new Beginning(first, Optional.empty(), List.of());
  }

  private Beginning fromOutput(StateFolder folder, int shards) {
    RestoredJob<K, A> restored = restore.restore(spec, input, output, fingerprint);
    JobCommit commit = restored.commit();
    identity.requireAt(commit.positions());
    folder.clear();
    folder.begin();
    return new Beginning(
        CommittedPass.none(commit.at(starting.after(commit.positions())), shards),
        Optional.of(rowsOf(restored)),
        List.of(
            RunNotes.restored(
                output.topic(), restored.rows().size(), input.topic(), commit.positions())));
  }

  private List<InternalRow> rowsOf(RestoredJob<K, A> restored) {
    Aggregation<E, K, A, R> aggregation = spec.aggregation();
    FormatBytes<K> keys = new FormatBytes<>(aggregation.keyFormat());
    FormatBytes<A> accumulators = new FormatBytes<>(aggregation.accumulatorFormat());
    List<InternalRow> rows = new ArrayList<>();
    for (RestoredJob.Row<K, A> shown : restored.rows()) {
      TableRow<K, A> row = shown.row();
      rows.add(
          Rows.partial(
              row.windowStart(),
              keys.of(row.key()),
              accumulators.of(row.accumulator()),
              shown.shown().code()));
    }
    return rows;
  }
}
