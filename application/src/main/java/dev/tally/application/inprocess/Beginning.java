package dev.tally.application.inprocess;

import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.Topics;
import dev.tally.application.resume.Fingerprint;
import dev.tally.application.resume.OutputRestore;
import dev.tally.application.resume.ReadablePositions;
import dev.tally.application.resume.RestoredJob;
import dev.tally.application.resume.RunNotes;
import dev.tally.application.resume.StartingPositions;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.time.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a run begins: with kept state, with the rows of the output topic, or anew. Whatever it is,
 * it is in the ledger before the first record is read, so that a run that dies at once begins there
 * again.
 */
final class Beginning<E, K, A, R> {

  /** A run's rows are committed or not there: one epoch tells them apart from other runs' rows. */
  static final long EPOCH = 0;

  private final AggregationSpec<E, K, A, R> spec;
  private final TopicInput<E> input;
  private final TopicOutput<R> output;
  private final Topics topics;
  private final OutputHistory history;
  private final OutputRestore restore;
  private final StateEntries<K, A> entries;
  private final Fingerprint fingerprint;
  private final List<String> notes = new ArrayList<>();

  Beginning(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> input,
      TopicOutput<R> output,
      Topics topics,
      OutputHistory history) {
    this.spec = spec;
    this.input = input;
    this.output = output;
    this.topics = topics;
    this.history = history;
    this.restore = new OutputRestore(history);
    this.entries = new StateEntries<>(spec.name(), spec.aggregation());
    this.fingerprint =
        Fingerprint.of(spec, input, output, topics, topics.idOf(input.cluster(), input.topic()));
  }

  /**
   * Fills the table and returns what has been committed, a position for each partition.
   *
   * @throws dev.tally.application.port.TallyException where the run may not begin there
   */
  JobCommit begin(JobLedger ledger, WindowTable<K, A, R> table) {
    return switch (input.start()) {
      case EARLIEST, LATEST -> beginAnew(ledger);
      case OUTPUT -> beginFromOutput(ledger, table);
      case COMMITTED -> goOn(ledger, table);
    };
  }

  /** Returns what the user is to be told of it. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Returns the id of the topic that is read. */
  String inputId() {
    return fingerprint.inputId();
  }

  private JobCommit goOn(JobLedger ledger, WindowTable<K, A, R> table) {
    JobLedger.Kept kept = ledger.restore();
    if (kept.past() == JobLedger.Past.STOPPED) {
      JobCommit commit = entries.restore(kept, table);
      Fingerprint begun = Fingerprint.ofText(commit.rules());
      fingerprint.requireSameAs(begun);
      restore.requireLast(spec.name(), input, output, commit);
      notes.add(RunNotes.resumed(input.topic(), commit.positions()));
      fingerprint.outputWarning(output, begun).ifPresent(notes::add);
      return withEveryPartition(commit);
    }
    if (kept.past() == JobLedger.Past.NONE) {
      restore.requireNoRows(spec.name(), output, "the cluster");
    }
    return beginAnew(ledger);
  }

  private JobCommit beginAnew(JobLedger ledger) {
    JobCommit commit =
        new JobCommit(
            fingerprint.text(),
            history.newLife(),
            new TreeMap<>(Map.of(0, EPOCH)),
            new StartingPositions(topics, input).anew(),
            Watermark.NONE,
            Accounting.NONE);
    ledger.begin(new JobLedger.Commit(List.of(entries.job(commit, 0)), commit));
    return commit;
  }

  private JobCommit beginFromOutput(JobLedger ledger, WindowTable<K, A, R> table) {
    RestoredJob<K, A> restored = restore.restore(spec, input, output, fingerprint);
    JobCommit last = restored.commit();
    SortedMap<Integer, Long> runs = new TreeMap<>(last.runs());
    runs.put(last.nextRun(), EPOCH);
    JobCommit commit =
        withEveryPartition(
            new JobCommit(
                fingerprint.text(),
                last.life(),
                runs,
                last.positions(),
                last.watermark(),
                last.accounting()));
    notes.add(
        RunNotes.restored(output.topic(), restored.rows().size(), input.topic(), last.positions()));
    List<JobLedger.Entry> state = new ArrayList<>();
    for (RestoredJob.Row<K, A> restoredRow : restored.rows()) {
      TableRow<K, A> row = restoredRow.row();
      table.restore(row.key(), row.windowStart(), row.accumulator(), restoredRow.shown());
      state.add(entries.row(row.key(), row.windowStart(), row.accumulator(), restoredRow.shown()));
    }
    state.add(entries.job(commit, restored.rows().size()));
    ledger.begin(new JobLedger.Commit(state, commit));
    return commit;
  }

  // A partition that came since the last run begins at its first record.
  private JobCommit withEveryPartition(JobCommit commit) {
    Map<Integer, Long> positions =
        new TreeMap<>(topics.beginningOffsets(input.cluster(), input.topic()));
    ReadablePositions.require(
        spec.name(),
        input.topic(),
        commit.positions(),
        positions,
        topics.endOffsets(input.cluster(), input.topic()));
    positions.putAll(commit.positions());
    return commit.at(positions);
  }
}
