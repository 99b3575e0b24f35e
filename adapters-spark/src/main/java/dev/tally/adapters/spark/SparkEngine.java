package dev.tally.adapters.spark;

import dev.tally.application.files.FilesResult;
import dev.tally.application.files.FilesRun;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
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

/**
 * Runs aggregations on Spark's Structured Streaming in local mode: micro-batches from Spark's Kafka
 * source, each one pass of {@link PassRunner}.
 */
final class SparkEngine implements AggregationEngine {

  /** The name on the command line, and in dead letters. */
  static final String NAME = "spark";

  private final WallClock clock;

  SparkEngine(WallClock clock) {
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
      CommittedPassFile file =
          new CommittedPassFile(
              folder.committedPass(),
              "%s from %s to %s".formatted(spec.name(), source.topic(), target.topic()));
      CommittedPass last = restore(folder, file, source, execution.parallelism());
      PassRunner<E, K, A, R> runner =
          new PassRunner<>(
              spec, source, target, clock, folder.store(), execution.parallelism(), last.shards());
      SparkJob job =
          new SparkJob(
              new JobIdentity(spec.name(), name(), version(), execution.parallelism()),
              source,
              folder,
              new Passes(runner, file, last, source, spec.windowing(), clock),
              spec.emission().intervalMillis());
      job.start();
      return job;
    } catch (RuntimeException | Error failure) {
      folder.close();
      throw failure;
    }
  }

  private static CommittedPass restore(
      StateFolder folder, CommittedPassFile file, TopicInput<?> input, int parallelism) {
    if (input.start() == StartPosition.COMMITTED) {
      CommittedPass kept = file.read().orElse(null);
      if (kept != null) {
        folder.dropVersionsAfter(kept.pass());
        return kept.at(StartingPositions.of(input, kept.positions()));
      }
    }
    folder.clear();
    CommittedPass fresh = CommittedPass.none(StartingPositions.of(input, Map.of()), parallelism);
    file.write(fresh); // a run that is stopped before its first pass has begun here all the same
    return fresh;
  }
}
