package dev.tally.adapters.flink;

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
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.time.Watermark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides where a run begins: where its last run was, at the rows of the output topic, or anew.
 * Never anew where something should be there but is not.
 */
final class RunPlanner<E, K, A, R> {

  private static final byte[] NO_ROWS = {};

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
   * Decides, and notes in the directory what a run begins with that has nothing to go on from.
   *
   * @throws dev.tally.application.port.TallyException where the run may not begin there
   */
  RunPlan plan(StateDirectory directory) {
    return switch (input.start()) {
      case EARLIEST, LATEST -> anew(directory);
      case OUTPUT -> fromOutput(directory);
      case COMMITTED -> goOn(directory);
    };
  }

  private RunPlan goOn(StateDirectory directory) {
    if (directory.isCompleted()) {
      return anew(directory);
    }
    Optional<KeptState> newest = directory.newest();
    if (newest.isEmpty()) {
      restore.requireNoRows(spec.name(), output, directory.folder().toString());
      return anew(directory);
    }
    KeptState kept = newest.get();
    if (kept.state().isAtEnd()) {
      return anew(directory);
    }
    JobCommit commit = kept.state().commit();
    Fingerprint begun = Fingerprint.ofText(commit.rules());
    fingerprint.requireSameAs(begun);
    restore.requireLast(spec.name(), input, output, commit);
    identity.requireAt(commit.positions());
    directory.prune(kept);
    byte[] rows = kept.snapshot().isPresent() ? NO_ROWS : rowsOf(kept);
    List<String> notes = new ArrayList<>();
    notes.add(RunNotes.resumed(input.topic(), commit.positions()));
    fingerprint.outputWarning(output, begun).ifPresent(notes::add);
    return new RunPlan(start(kept.state(), rows), kept, notes);
  }

  private RunPlan anew(StateDirectory directory) {
    Lineage lineage = new Lineage(fingerprint.text(), history.newLife(), new TreeMap<>());
    return begin(
        directory,
        new WorkerState(lineage, RunAccount.beginningAt(starting.anew()), Watermark.NONE),
        NO_ROWS,
        List.of());
  }

  private RunPlan fromOutput(StateDirectory directory) {
    RestoredJob<K, A> restored = restore.restore(spec, input, output, fingerprint);
    JobCommit commit = restored.commit();
    identity.requireAt(commit.positions());
    RunAccount account =
        RunAccount.beginningAt(commit.positions()).plusAccounting(commit.accounting());
    return begin(
        directory,
        new WorkerState(
            new Lineage(fingerprint.text(), commit.life(), commit.runs()),
            account,
            commit.watermark()),
        RestoredRows.write(spec.aggregation(), restored.rows()),
        List.of(
            RunNotes.restored(
                output.topic(), restored.rows().size(), input.topic(), commit.positions())));
  }

  private RunPlan begin(
      StateDirectory directory, WorkerState state, byte[] rows, List<String> notes) {
    directory.begin(new RunBeginning(state, rows));
    history.note(spec.name(), input, output, state.commit());
    return new RunPlan(start(state, rows), null, notes);
  }

  private RunStart start(WorkerState state, byte[] rows) {
    return new RunStart(
        state.lineage().nextRun(System.currentTimeMillis()),
        starting.after(state.account().positions()),
        state,
        rows);
  }

  private static byte[] rowsOf(KeptState kept) {
    try {
      return RunBeginning.read(kept.runFolder()).map(RunBeginning::rows).orElse(NO_ROWS);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was read a moment ago
    }
  }
}
