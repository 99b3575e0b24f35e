package dev.tally.domain.sample;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.Window;
import java.util.Optional;

/** Count, sum and greatest value of each channel. */
public record ReadingSummaries()
    implements Aggregation<Reading, ReadingKey, ReadingTotals, ReadingSummary> {

  @Override
  public ReadingKey keyOf(Reading event) {
    return new ReadingKey(event.station(), event.channel());
  }

  @Override
  public ReadingTotals newAccumulator() {
    return new ReadingTotals();
  }

  @Override
  public void add(ReadingTotals accumulator, Reading event) {
    accumulator.add(event.value());
  }

  @Override
  public void merge(ReadingTotals target, ReadingTotals source) {
    target.add(source);
  }

  @Override
  public ReadingSummary resultOf(ReadingKey key, Window window, ReadingTotals accumulator) {
    return new ReadingSummary(
        key, window, accumulator.count(), accumulator.sum(), accumulator.greatest());
  }

  @Override
  public Optional<TableRow<ReadingKey, ReadingTotals>> rowOf(ReadingSummary result) {
    return Optional.of(
        new TableRow<>(
            result.channel(),
            result.window().start(),
            ReadingTotals.of(result.count(), result.sum(), result.greatest())));
  }

  @Override
  public StateFormat<ReadingKey> keyFormat() {
    return new ReadingKey.Format();
  }

  @Override
  public StateFormat<ReadingTotals> accumulatorFormat() {
    return new ReadingTotals.Format();
  }
}
