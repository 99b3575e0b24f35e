package dev.tally.application.conformance;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.Window;
import java.util.Optional;

/** An aggregation that notes its merges. */
record ObservedAggregation<E, K, A, R>(Aggregation<E, K, A, R> observed, String name)
    implements Aggregation<E, K, A, R> {

  @Override
  public K keyOf(E event) {
    return observed.keyOf(event);
  }

  @Override
  public A newAccumulator() {
    return observed.newAccumulator();
  }

  @Override
  public void add(A accumulator, E event) {
    observed.add(accumulator, event);
  }

  @Override
  public void merge(A target, A source) {
    Observations.named(name).merged();
    observed.merge(target, source);
  }

  @Override
  public R resultOf(K key, Window window, A accumulator) {
    return observed.resultOf(key, window, accumulator);
  }

  @Override
  public Optional<TableRow<K, A>> rowOf(R result) {
    return observed.rowOf(result);
  }

  @Override
  public StateFormat<K> keyFormat() {
    return observed.keyFormat();
  }

  @Override
  public StateFormat<A> accumulatorFormat() {
    return observed.accumulatorFormat();
  }
}
