package dev.tally.domain.aggregation;

import dev.tally.domain.time.Window;
import java.io.Serializable;
import java.util.Optional;

/**
 * A keyed aggregation, declared once and run by every engine. Implementations are stateless
 * records; engines may copy them to other machines.
 *
 * <p>Laws, checked for every aggregation by {@code AggregationLaws} in the tests:
 *
 * <ul>
 *   <li>any split of the events, in any order, merged in any tree, gives the same result;
 *   <li>a new accumulator is neutral to {@link #merge}, and {@code merge} leaves its source alone;
 *   <li>equal keys have equal hash codes in every JVM: keys hold primitives and Strings only;
 *   <li>where a result can be read back, key, window and accumulator are what it was made of;
 *   <li>both formats keep the law of {@link StateFormat}.
 * </ul>
 *
 * @param <E> the events
 * @param <K> the keys: immutable values
 * @param <A> the accumulators: mutable, used by one thread at a time
 * @param <R> the results: immutable values
 */
public interface Aggregation<E, K, A, R> extends Serializable {

  /** Returns the key that the event counts for. */
  K keyOf(E event);

  /** Returns an empty accumulator. */
  A newAccumulator();

  /** Adds an event in place; keeps no reference to it. */
  void add(A accumulator, E event);

  /** Adds what {@code source} holds to {@code target}, in place. */
  void merge(A target, A source);

  /** Returns the result so far; it shares no mutable state with the accumulator. */
  R resultOf(K key, Window window, A accumulator);

  /**
   * Returns what a result was made of, the inverse of {@link #resultOf}; empty where results say
   * less than accumulators hold, for every result then.
   */
  default Optional<TableRow<K, A>> rowOf(R result) {
    return Optional.empty();
  }

  /** Returns how keys are written between workers and in checkpoints. */
  StateFormat<K> keyFormat();

  /** Returns how accumulators are written between workers and in checkpoints. */
  StateFormat<A> accumulatorFormat();
}
