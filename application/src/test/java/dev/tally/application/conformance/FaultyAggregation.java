package dev.tally.application.conformance;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.Window;
import java.util.Optional;

/** A sound aggregation with one fault that engines may have in its place. */
record FaultyAggregation<E, K, A, R>(Aggregation<E, K, A, R> sound, Fault fault)
    implements Aggregation<E, K, A, R> {

  /** What goes wrong. */
  enum Fault {
    LOSES_SOME_EVENTS,
    DOUBLES_SOME_EVENTS,
    LOSES_WHAT_IS_MERGED
  }

  @Override
  public K keyOf(E event) {
    return sound.keyOf(event);
  }

  @Override
  public A newAccumulator() {
    return sound.newAccumulator();
  }

  @Override
  public void add(A accumulator, E event) {
    boolean chosen = event.hashCode() % 11 == 0;
    if (chosen && fault == Fault.LOSES_SOME_EVENTS) {
      return;
    }
    sound.add(accumulator, event);
    if (chosen && fault == Fault.DOUBLES_SOME_EVENTS) {
      sound.add(accumulator, event);
    }
  }

  @Override
  public void merge(A target, A source) {
    if (fault != Fault.LOSES_WHAT_IS_MERGED) {
      sound.merge(target, source);
    }
  }

  @Override
  public R resultOf(K key, Window window, A accumulator) {
    return sound.resultOf(key, window, accumulator);
  }

  @Override
  public Optional<TableRow<K, A>> rowOf(R result) {
    return sound.rowOf(result);
  }

  @Override
  public StateFormat<K> keyFormat() {
    return sound.keyFormat();
  }

  @Override
  public StateFormat<A> accumulatorFormat() {
    return sound.accumulatorFormat();
  }
}
