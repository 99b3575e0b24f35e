package dev.tally.adapters.spark;

import dev.tally.application.port.out.RangeReaders;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Reads planned ranges with the port's reader and combines the events in plain Java, so that only
 * partial results are shuffled.
 */
final class RangeTask<E, K, A> implements FlatMapFunction<Iterator<PlannedRange>, InternalRow> {

  private static final long serialVersionUID = 1L;

  private final AggregationSpec<E, K, A, ?> spec;
  private final RangeReaders<E> readers;
  private final RangeAccounts accounts;

  RangeTask(AggregationSpec<E, K, A, ?> spec, RangeReaders<E> readers, RangeAccounts accounts) {
    this.spec = spec;
    this.readers = readers;
    this.accounts = accounts;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<PlannedRange> ranges) {
    return new RangeRows<>(spec, readers, ranges, accounts);
  }
}
