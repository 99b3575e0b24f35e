package dev.tally.adapters.flink;

import dev.tally.application.files.FilesResult;
import dev.tally.application.files.FilesRun;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.Input;
import dev.tally.application.port.out.Output;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;
import dev.tally.application.resume.InputIdentity;
import dev.tally.domain.aggregation.AggregationSpec;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Runs aggregations as Flink jobs, each in a cluster of its own inside this process. */
final class FlinkEngine implements AggregationEngine {

  /** The name on the command line, and in dead letters. */
  static final String NAME = "flink";

  private final Topics topics;
  private final RecordReaders readers;
  private final OutputHistory history;
  private final WallClock clock;

  FlinkEngine(Topics topics, RecordReaders readers, OutputHistory history, WallClock clock) {
    this.topics = topics;
    this.readers = readers;
    this.history = history;
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
    try {
      InputIdentity identity = InputIdentity.of(topics, spec.name(), from);
      RunPlan plan = new RunPlanner<>(spec, from, to, topics, history, identity).plan(directory);
      Configuration configuration =
          JobConfiguration.of(
              execution.parallelism(), spec.emission(), directory.runFolder(), plan.snapshot());
      StreamGraph graph =
          new JobGraphs<>(spec, from, to, readers, clock).graph(configuration, plan.start());
      MiniCluster cluster = LocalCluster.of(execution.parallelism(), directory.workFolder());
      FlinkRun run =
          new FlinkRun(
              spec, from, version(), execution.parallelism(), requestedAt, plan, directory);
      JobEnds ends = new JobEnds(from, topics);
      return FlinkJob.launch(
          run,
          cluster,
          graph,
          ends,
          onFault -> new JobGuard(run, to, identity, history, ends, onFault));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }
}
