package dev.tally.application.port.out;

import dev.tally.application.port.Problem;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.domain.aggregation.AggregationSpec;

/**
 * Runs any aggregation from an input to an output. What every engine promises is written as tests
 * in {@code AggregationEngineConformance}:
 *
 * <ul>
 *   <li>the same final rows, byte for byte, from the same input, whatever the parallelism;
 *   <li>{@code read = counted + late + rejected + ignored}, and every event that is not late is
 *       counted;
 *   <li>a bounded run makes every window final, then forgets its state: the next run begins anew. A
 *       run that was stopped, or died, keeps its state and positions, and the next one goes on from
 *       there with {@link dev.tally.application.port.StartPosition#COMMITTED}; the other start
 *       positions drop what was kept;
 *   <li>rows are absolute, so that emitting one again after a crash changes nothing.
 * </ul>
 */
public interface AggregationEngine {

  /** Returns the engine's name on the command line. */
  String name();

  /** Returns the version of the engine that is on the class path. */
  String version();

  /**
   * Starts a job and returns while it runs. The topics exist.
   *
   * @throws TallyException where the user can mend what is wrong
   */
  <E, K, A, R> RunningJob start(
      AggregationSpec<E, K, A, R> spec, Input<E> input, Output<R> output, Execution execution);

  /** Returns what an engine throws where it cannot run from such an input to such an output. */
  static TallyException unsupported(String engine, Input<?> input, Output<?> output) {
    return new TallyException(
        Problem.USAGE,
        "The engine %s runs jobs from a topic to a topic, or from files to a directory, not from %s to %s."
            .formatted(
                engine, input.getClass().getSimpleName(), output.getClass().getSimpleName()));
  }
}
