package dev.tally.domain.behavior;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.GlobalWindow;
import dev.tally.domain.time.Window;
import java.util.Optional;

/** Running counts by category and behavior: {@code COUNT(*) GROUP BY category, behavior}. */
public record BehaviorCounting()
    implements Aggregation<BehaviorEvent, BehaviorKey, LongCount, BehaviorCount> {

  /** The job's name. */
  public static final String NAME = "behavior-counts";

  /** Returns the job, its changed counts emitted as {@code emission} says. */
  public static AggregationSpec<BehaviorEvent, BehaviorKey, LongCount, BehaviorCount> spec(
      Emission emission) {
    return new AggregationSpec<>(NAME, new BehaviorCounting(), new GlobalWindow<>(), emission);
  }

  @Override
  public BehaviorKey keyOf(BehaviorEvent event) {
    return new BehaviorKey(event.category(), event.behavior());
  }

  @Override
  public LongCount newAccumulator() {
    return new LongCount();
  }

  @Override
  public void add(LongCount accumulator, BehaviorEvent event) {
    accumulator.increment();
  }

  @Override
  public void merge(LongCount target, LongCount source) {
    target.add(source);
  }

  @Override
  public BehaviorCount resultOf(BehaviorKey key, Window window, LongCount accumulator) {
    return new BehaviorCount(key.category(), key.behavior(), accumulator.count());
  }

  @Override
  public Optional<TableRow<BehaviorKey, LongCount>> rowOf(BehaviorCount result) {
    return Optional.of(
        new TableRow<>(
            new BehaviorKey(result.category(), result.behavior()),
            Window.ALL.start(),
            LongCount.of(result.count())));
  }

  @Override
  public StateFormat<BehaviorKey> keyFormat() {
    return new BehaviorKey.Format();
  }

  @Override
  public StateFormat<LongCount> accumulatorFormat() {
    return new LongCount.Format();
  }
}
