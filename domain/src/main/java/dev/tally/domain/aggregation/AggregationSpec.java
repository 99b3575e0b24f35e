package dev.tally.domain.aggregation;

import dev.tally.domain.time.Windowing;
import java.io.Serializable;

/**
 * All that an engine must know to run an aggregation: what, over which windows, how often shown.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 * @param <R> the results
 * @param name the job's name in lower case with dashes, as on the command line
 */
public record AggregationSpec<E, K, A, R>(
    String name, Aggregation<E, K, A, R> aggregation, Windowing<E> windowing, Emission emission)
    implements Serializable {

  public AggregationSpec {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "a job's name is lower-case letters, digits and dashes: '" + name + "'");
    }
  }
}
