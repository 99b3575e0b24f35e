package dev.tally.application.conformance;

import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.Input;
import dev.tally.application.port.out.Output;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Windowing;

/**
 * A sound engine that is told something else than what it was asked for, or whose report is
 * changed: each subclass overrides one method and so has one fault.
 */
abstract class BrokenEngine implements AggregationEngine {

  private final AggregationEngine sound;

  BrokenEngine(AggregationEngine sound) {
    this.sound = sound;
  }

  @Override
  public String name() {
    return sound.name();
  }

  @Override
  public String version() {
    return sound.version();
  }

  @Override
  public <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec, Input<E> input, Output<R> output, Execution execution) {
    AggregationSpec<E, K, A, R> told =
        new AggregationSpec<>(
            spec.name(), spec.aggregation(), windowing(spec.windowing()), spec.emission());
    return new Reporting(
        sound.start(
            aggregation(told),
            input((TopicInput<E>) input),
            output((TopicOutput<R>) output),
            execution(execution)));
  }

  <E, K, A, R> AggregationSpec<E, K, A, R> aggregation(AggregationSpec<E, K, A, R> asked) {
    return asked;
  }

  <E> TumblingWindows<E> windows(TumblingWindows<E> asked) {
    return asked;
  }

  <E> TopicInput<E> input(TopicInput<E> asked) {
    return asked;
  }

  <R> TopicOutput<R> output(TopicOutput<R> asked) {
    return asked;
  }

  Execution execution(Execution asked) {
    return asked;
  }

  RunReport report(RunReport actual) {
    return actual;
  }

  private <E> Windowing<E> windowing(Windowing<E> asked) {
    return asked instanceof TumblingWindows<E> windows ? windows(windows) : asked;
  }

  private final class Reporting implements RunningJob {

    private final RunningJob job;

    Reporting(RunningJob job) {
      this.job = job;
    }

    @Override
    public Progress progress() {
      return job.progress();
    }

    @Override
    public void stop() {
      job.stop();
    }

    @Override
    public RunReport await() throws InterruptedException {
      return report(job.await());
    }
  }
}
