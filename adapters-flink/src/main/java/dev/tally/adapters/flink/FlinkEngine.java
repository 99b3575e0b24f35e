package dev.tally.adapters.flink;

import dev.tally.application.files.FilesResult;
import dev.tally.application.files.FilesRun;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.Input;
import dev.tally.application.port.out.Output;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/** Runs aggregations as Flink jobs, each in a cluster of its own inside this process. */
final class FlinkEngine implements AggregationEngine {

  /** The name on the command line, and in dead letters. */
  static final String NAME = "flink";

  private final WallClock clock;

  FlinkEngine(WallClock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return EnvironmentInformation.getVersion();
  }

  @Override
  public <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec, Input<E> input, Output<R> output, Execution execution) {
    if (execution.parallelism() > JobConfiguration.MAX_PARALLELISM) {
      throw new TallyException(
          Problem.USAGE,
          "Flink runs a job with at most %d workers, not %d: choose a smaller --parallelism."
              .formatted(JobConfiguration.MAX_PARALLELISM, execution.parallelism()));
    }
    SharedRpcSystem.prepare();
    if (input instanceof TopicInput<E> from && output instanceof TopicOutput<R> to) {
      return start(spec, from, to, execution);
    }
    if (input instanceof FilesInput<E> files && output instanceof DirectoryOutput<R> result) {
      return start(spec, files, result, execution);
    }
    throw AggregationEngine.unsupported(NAME, input, output);
  }

  private <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec,
      FilesInput<E> input,
      DirectoryOutput<R> output,
      Execution execution) {
    FilesRun run =
        new FilesRun(spec, this, execution.parallelism(), input, System::currentTimeMillis);
    StateDirectory directory = StateDirectory.open(execution.stateDirectory(), spec.name());
    try {
      StreamGraph graph =
          FilesGraphs.graph(spec, input, JobConfiguration.ofFiles(execution.parallelism()));
      MiniCluster cluster = LocalCluster.of(execution.parallelism(), directory.workFolder());
      return FlinkFilesJob.launch(
          spec, new FilesResult<>(spec, input, output), run, directory, cluster, graph);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> from,
      TopicOutput<R> to,
      Execution execution) {
    long requestedAt = System.currentTimeMillis();
    StateDirectory directory = StateDirectory.open(execution.stateDirectory(), spec.name());
    InputOffsets offsets = null;
    try {
      offsets = new InputOffsets(from);
      KeptState kept = keptState(from, directory);
      Map<Integer, Long> begin = beginOf(from, kept, offsets);
      directory.prune(kept);
      Configuration configuration =
          JobConfiguration.of(
              execution.parallelism(), spec.emission(), directory.runFolder(), kept);
      StreamGraph graph =
          new JobGraphs<>(spec, from, to, clock).graph(configuration, begin, directory.run());
      MiniCluster cluster = LocalCluster.of(execution.parallelism(), directory.workFolder());
      FlinkRun run =
          new FlinkRun(
              spec, from, version(), execution.parallelism(), requestedAt, kept, directory, begin);
      return FlinkJob.launch(run, cluster, graph, offsets);
    } catch (RuntimeException e) {
      if (offsets != null) {
        offsets.close();
      }
      directory.close();
      throw e;
    }
  }

  private static @Nullable KeptState keptState(TopicInput<?> input, StateDirectory directory) {
    if (input.start() != StartPosition.COMMITTED) {
      return null;
    }
    KeptState kept = directory.newest().orElse(null);
    if (kept == null || kept.state().isAtEnd()) {
      return null;
    }
    if (!kept.state().topic().equals(input.topic())) {
      throw new TallyException(
          Problem.STATE,
          "The state kept in %s is of topic '%s', not '%s'. Start anew with --from earliest."
              .formatted(kept.folder(), kept.state().topic(), input.topic()));
    }
    return kept;
  }

  private static Map<Integer, Long> beginOf(
      TopicInput<?> input, @Nullable KeptState kept, InputOffsets offsets) {
    Map<Integer, Long> begin =
        new TreeMap<>(input.start() == StartPosition.LATEST ? offsets.end() : offsets.beginning());
    if (kept != null) {
      Map<Integer, Long> end = offsets.end();
      Map<Integer, Long> positions = kept.state().account().positions();
      positions.forEach((partition, position) -> requireNotBeyond(end, partition, position, input));
      begin.putAll(positions);
    }
    input.ends().ifPresent(ends -> begin.keySet().retainAll(ends.keySet()));
    return begin;
  }

  private static void requireNotBeyond(
      Map<Integer, Long> end, int partition, long position, TopicInput<?> input) {
    long last = end.getOrDefault(partition, 0L);
    if (position > last) {
      throw new TallyException(
          Problem.STATE,
          "Topic '%s' ends at offset %d of partition %d, but the kept state has read to %d: the"
                  .formatted(input.topic(), last, partition, position)
              + " topic was made anew. Start anew with --from earliest.");
    }
  }
}
