package dev.tally.adapters.spark;

import dev.tally.application.files.FilesResult;
import dev.tally.application.files.FilesRun;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.Input;
import dev.tally.application.port.out.Output;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;
import dev.tally.application.resume.InputIdentity;
import dev.tally.domain.aggregation.AggregationSpec;

/**
 * Runs aggregations on Spark's Structured Streaming in local mode: micro-batches from Spark's Kafka
 * source, each one pass of {@link PassRunner}.
 */
final class SparkEngine implements AggregationEngine {

  /** The name on the command line, and in dead letters. */
  static final String NAME = "spark";

  private final Topics topics;
  private final OutputHistory history;
  private final WallClock clock;

  SparkEngine(Topics topics, OutputHistory history, WallClock clock) {
    this.topics = topics;
    this.history = history;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  @Override
  public <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec, Input<E> input, Output<R> output, Execution execution) {
    JavaRuntime.requireSupported();
    if (input instanceof TopicInput<E> source && output instanceof TopicOutput<R> target) {
      return start(spec, source, target, execution);
    }
    if (input instanceof FilesInput<E> files && output instanceof DirectoryOutput<R> directory) {
      return start(spec, files, directory, execution.parallelism());
    }
    throw AggregationEngine.unsupported(name(), input, output);
  }

  private <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec,
      FilesInput<E> input,
      DirectoryOutput<R> output,
      int parallelism) {
    SparkFilesJob<E, K, A, R> job =
        new SparkFilesJob<>(
            new FilesPass<>(spec, input, parallelism),
            new FilesResult<>(spec, input, output),
            new FilesRun(spec, this, parallelism, input, System::currentTimeMillis));
    job.start();
    return job;
  }

  private <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> source,
      TopicOutput<R> target,
      Execution execution) {
    StateFolder folder = StateFolder.open(execution.stateDirectory(), spec.name());
    try {
      InputIdentity identity = InputIdentity.of(topics, spec.name(), source);
      CommittedPassFile file = new CommittedPassFile(folder.committedPass(), spec.name());
      Commits commits = new Commits(spec.name(), file, history, source, target);
      Beginning beginning =
          new RunPlanner<>(spec, source, target, topics, history, identity)
              .plan(folder, commits, execution.parallelism());
      CommittedPass last = beginning.pass();
      PassRunner<E, K, A, R> runner =
          new PassRunner<>(
              spec,
              source,
              target,
              clock,
              folder.store(),
              execution.parallelism(),
              last.shards(),
              RunVersions.after(last.job(), System.currentTimeMillis()));
      SparkJob job =
          new SparkJob(
              new JobIdentity(spec.name(), name(), version(), execution.parallelism()),
              source,
              folder,
              beginning,
              new Passes(runner, commits, last, source, spec.windowing(), clock),
              new JobGuard(folder, identity, commits),
              spec.emission().intervalMillis());
      job.start();
      return job;
    } catch (RuntimeException | Error failure) {
      folder.close();
      throw failure;
    }
  }
}
