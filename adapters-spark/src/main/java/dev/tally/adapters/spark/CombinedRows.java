package dev.tally.adapters.spark;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The partial results of one task's records, in one go where they are few, and otherwise in
 * portions of bounded size. Reports once the last record has been read.
 */
final class CombinedRows<E, K, A> implements Iterator<InternalRow> {

  /** With this many partial results the task hands them on and starts afresh. */
  static final int MOST_PARTIALS = 50_000;

  private final RecordIntake<E> intake;
  private final Iterator<InternalRow> records;
  private final TaskReports reports;
  private final Combiner<E, K, A> combiner;
  private final FormatBytes<K> keys;
  private final FormatBytes<A> accumulators;
  private final ArrayDeque<InternalRow> portion = new ArrayDeque<>();
  private boolean ended;

  CombinedRows(
      AggregationSpec<E, K, A, ?> spec,
      RecordIntake<E> intake,
      Iterator<InternalRow> records,
      TaskReports reports) {
    Aggregation<E, K, A, ?> aggregation = spec.aggregation();
    this.intake = intake;
    this.records = records;
    this.reports = reports;
    this.combiner = new Combiner<>(spec);
    this.keys = new FormatBytes<>(aggregation.keyFormat());
    this.accumulators = new FormatBytes<>(aggregation.accumulatorFormat());
  }

  @Override
  public boolean hasNext() {
    while (portion.isEmpty() && !ended) {
      combinePortion();
    }
    return !portion.isEmpty();
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return portion.remove();
  }

  private void combinePortion() {
    while (combiner.size() < MOST_PARTIALS && records.hasNext()) {
      intake.take(records.next(), combiner);
    }
    if (!records.hasNext()) {
      ended = true;
      reports.add(intake.report());
    }
    combiner.drain(
        (key, window, accumulator, events) ->
            portion.add(Rows.partial(window, keys.of(key), accumulators.of(accumulator), events)));
  }
}
