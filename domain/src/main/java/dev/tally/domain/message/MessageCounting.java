package dev.tally.domain.message;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.EventTime;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Window;
import java.util.Optional;

/** Messages per window of event time. */
public record MessageCounting()
    implements Aggregation<MessageEvent, AllMessages, LongCount, MessageWindow> {

  /** The job's name. */
  public static final String NAME = "minute-windows";

  /** Where a message's event time is found. */
  public static final EventTime<MessageEvent> EVENT_TIME = MessageEvent::timestamp;

  /** Returns the job over windows whose event time is {@link #EVENT_TIME}. */
  public static AggregationSpec<MessageEvent, AllMessages, LongCount, MessageWindow> spec(
      TumblingWindows<MessageEvent> windows, Emission emission) {
    return new AggregationSpec<>(NAME, new MessageCounting(), windows, emission);
  }

  @Override
  public AllMessages keyOf(MessageEvent event) {
    return new AllMessages();
  }

  @Override
  public LongCount newAccumulator() {
    return new LongCount();
  }

  @Override
  public void add(LongCount accumulator, MessageEvent event) {
    accumulator.increment();
  }

  @Override
  public void merge(LongCount target, LongCount source) {
    target.add(source);
  }

  @Override
  public MessageWindow resultOf(AllMessages key, Window window, LongCount accumulator) {
    return new MessageWindow(window, accumulator.count());
  }

  @Override
  public Optional<TableRow<AllMessages, LongCount>> rowOf(MessageWindow result) {
    return Optional.of(
        new TableRow<>(new AllMessages(), result.window().start(), LongCount.of(result.count())));
  }

  @Override
  public StateFormat<AllMessages> keyFormat() {
    return new AllMessages.Format();
  }

  @Override
  public StateFormat<LongCount> accumulatorFormat() {
    return new LongCount.Format();
  }
}
