package dev.tally.adapters.spark;

import dev.tally.application.files.FilesAccount;
import dev.tally.application.files.RangeIntake;
import dev.tally.application.port.out.RangeReaders;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The partial results of one task's ranges, in one go where they are few, and otherwise in portions
 * of bounded size. Reports as it reads.
 */
final class RangeRows<E, K, A> implements Iterator<InternalRow> {

  private final RangeReaders<E> readers;
  private final Iterator<PlannedRange> ranges;
  private final RangeAccounts accounts;
  private final Combiner<E, K, A> combiner;
  private final FormatBytes<K> keys;
  private final FormatBytes<A> accumulators;
  private final ArrayDeque<InternalRow> portion = new ArrayDeque<>();
  private final TaskContext task = TaskContext.get();
  private FilesAccount account = FilesAccount.NONE;

  RangeRows(
      AggregationSpec<E, K, A, ?> spec,
      RangeReaders<E> readers,
      Iterator<PlannedRange> ranges,
      RangeAccounts accounts) {
    Aggregation<E, K, A, ?> aggregation = spec.aggregation();
    this.readers = readers;
    this.ranges = ranges;
    this.accounts = accounts;
    this.combiner = new Combiner<>(spec);
    this.keys = new FormatBytes<>(aggregation.keyFormat());
    this.accumulators = new FormatBytes<>(aggregation.accumulatorFormat());
  }

  @Override
  public boolean hasNext() {
    while (portion.isEmpty() && ranges.hasNext()) {
      read(ranges.next());
      if (combiner.size() >= CombinedRows.MOST_PARTIALS || !ranges.hasNext()) {
        drain();
      }
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

  private void read(PlannedRange planned) {
    try (RangeIntake<E> intake =
        new RangeIntake<>(readers, planned.range(), planned.number(), combiner)) {
      boolean goesOn = true;
      while (goesOn) {
        if (task.isInterrupted()) {
          throw new TaskKilledException("the job was stopped");
        }
        goesOn = intake.readOn();
        account = account.plus(intake.drain());
        accounts.add(new RangeAccounts.OfTask(task.partitionId(), account));
        if (combiner.size() >= CombinedRows.MOST_PARTIALS) {
          drain();
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void drain() {
    combiner.drain(
        (key, window, accumulator, events) ->
            portion.add(Rows.partial(window, keys.of(key), accumulators.of(accumulator), events)));
  }
}
