package dev.tally.adapters.spark;

import dev.tally.domain.aggregation.Aggregation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Merges the partial results of the keys that a task owns: one row for each key and window, of the
 * same shape, to be collected on the driver.
 */
final class MergeRows<K, A> implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  private static final long serialVersionUID = 1L;

  private final Aggregation<?, K, A, ?> aggregation;

  MergeRows(Aggregation<?, K, A, ?> aggregation) {
    this.aggregation = aggregation;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> partials) {
    FormatBytes<K> keys = new FormatBytes<>(aggregation.keyFormat());
    FormatBytes<A> accumulators = new FormatBytes<>(aggregation.accumulatorFormat());
    Map<Place<K>, Sum<A>> sums = new HashMap<>();
    while (partials.hasNext()) {
      InternalRow row = partials.next();
      Place<K> place =
          new Place<>(keys.read(row.getBinary(Rows.PARTIAL_KEY)), row.getLong(Rows.PARTIAL_WINDOW));
      Sum<A> sum = sums.computeIfAbsent(place, unseen -> new Sum<>(aggregation.newAccumulator()));
      aggregation.merge(
          sum.accumulator, accumulators.read(row.getBinary(Rows.PARTIAL_ACCUMULATOR)));
      sum.events += row.getLong(Rows.PARTIAL_EVENTS);
    }
    List<InternalRow> merged = new ArrayList<>(sums.size());
    sums.forEach(
        (place, sum) ->
            merged.add(
                Rows.partial(
                    place.window,
                    keys.of(place.key),
                    accumulators.of(sum.accumulator),
                    sum.events)));
    return merged.iterator();
  }

  private record Place<K>(K key, long window) {}

  private static final class Sum<A> {
    private final A accumulator;
    private long events;

    Sum(A accumulator) {
      this.accumulator = accumulator;
    }
  }
}
