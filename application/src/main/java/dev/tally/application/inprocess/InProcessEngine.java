package dev.tally.application.inprocess;

import dev.tally.application.files.FilesRun;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.Input;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.Output;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.WindowTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Runs aggregations in this JVM with nothing but threads: each worker reads its share of the
 * partitions and combines locally; one coordinator merges the shares, emits, and commits rows,
 * state and positions as one.
 */
public final class InProcessEngine implements AggregationEngine {

  private final RecordReaders readers;
  private final JobLedgers ledgers;
  private final Topics topics;
  private final OutputHistory history;
  private final WallClock clock;

  /** Needs only the ports. */
  public InProcessEngine(
      RecordReaders readers,
      JobLedgers ledgers,
      Topics topics,
      OutputHistory history,
      WallClock clock) {
    this.readers = readers;
    this.ledgers = ledgers;
    this.topics = topics;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "in-process";
  }

  @Override
  public String version() {
    return Objects.requireNonNullElse(
        InProcessEngine.class.getPackage().getImplementationVersion(), "development");
  }

  @Override
  public <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec, Input<E> input, Output<R> output, Execution execution) {
    if (input instanceof TopicInput<E> source && output instanceof TopicOutput<R> target) {
      return start(spec, source, target, execution);
    }
    if (input instanceof FilesInput<E> files && output instanceof DirectoryOutput<R> directory) {
      return start(spec, files, directory, execution);
    }
    throw AggregationEngine.unsupported(name(), input, output);
  }

  private <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec,
      FilesInput<E> input,
      DirectoryOutput<R> output,
      Execution execution) {
    int parallelism = Math.max(1, Math.min(execution.parallelism(), input.ranges().size()));
    FilesRun run = new FilesRun(spec, this, parallelism, input, clock);
    FilesJob<E, K, A, R> job = new FilesJob<>(spec, input, output, parallelism, run);
    job.start(spec.name());
    return job;
  }

  private <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> source,
      TopicOutput<R> target,
      Execution execution) {
    long requestedAt = clock.now();
    JobLedger ledger = ledgers.open(spec.name(), source, target);
    try {
      WindowTable<K, A, R> table = new WindowTable<>(spec);
      Beginning<E, K, A, R> beginning = new Beginning<>(spec, source, target, topics, history);
      JobCommit begin = beginning.begin(ledger, table);
      Map<Integer, Long> positions = begin.positions();
      Merger<E, K, A, R> merger = new Merger<>(spec, source, target, ledger, begin, table, clock);
      int parallelism = Math.max(1, Math.min(execution.parallelism(), positions.size()));
      Coordination coordination = new Coordination(parallelism);
      InProcessJob<E, K, A, R> job =
          new InProcessJob<>(
              new JobIdentity(spec.name(), name(), version(), parallelism, requestedAt),
              source,
              beginning.notes(),
              merger,
              new Workforce<>(
                  spec, source, name(), readers, coordination, merger.watermark(), clock),
              shares(positions, parallelism),
              coordination,
              clock);
      job.start(new Rhythm(spec.emission(), execution.commitEvery()), topics, beginning.inputId());
      return job;
    } catch (RuntimeException | Error failure) {
      ledger.close();
      throw failure;
    }
  }

  // Partitions are dealt out in turn, so that no share has more than one partition above another.
  private static List<Map<Integer, Long>> shares(Map<Integer, Long> positions, int parallelism) {
    List<Map<Integer, Long>> shares = new ArrayList<>();
    for (int share = 0; share < parallelism; share++) {
      shares.add(new TreeMap<>());
    }
    int dealt = 0;
    for (Map.Entry<Integer, Long> position : positions.entrySet()) {
      shares.get(dealt++ % parallelism).put(position.getKey(), position.getValue());
    }
    return shares;
  }
}
