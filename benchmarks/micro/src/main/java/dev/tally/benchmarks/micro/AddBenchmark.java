package dev.tally.benchmarks.micro;

import dev.tally.domain.aggregation.Combiner;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import dev.tally.domain.message.MessageCounting;
import dev.tally.domain.message.MessageEvent;
import dev.tally.domain.time.TumblingWindows;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Adding events to the combiner that every engine runs where it reads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AddBenchmark.EVENTS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AddBenchmark {

  static final int EVENTS = 10_000;

  private static final Emission EMISSION = new Emission(1_000);
  private static final int MILLIS_APART = 7;

  private final BehaviorEvent[] behaviors = new BehaviorEvent[EVENTS];
  private final MessageEvent[] messages = new MessageEvent[EVENTS];

  /** Makes the events up. */
  public AddBenchmark() {
    BehaviorSequence events = Input.behaviorSequence();
    for (int i = 0; i < EVENTS; i++) {
      UserBehavior event = events.next();
      behaviors[i] = new BehaviorEvent(event.category(), event.behavior());
      messages[i] = new MessageEvent(Input.START + (long) i * MILLIS_APART);
    }
  }

  /** Twenty keys in one window. */
  @Benchmark
  public Object behaviors() {
    Combiner<BehaviorEvent, ?, ?> combiner = new Combiner<>(BehaviorCounting.spec(EMISSION));
    for (BehaviorEvent event : behaviors) {
      combiner.add(event);
    }
    return combiner;
  }

  /** One key in two windows. */
  @Benchmark
  public Object messages() {
    Combiner<MessageEvent, ?, ?> combiner =
        new Combiner<>(
            MessageCounting.spec(
                TumblingWindows.of(MessageCounting.EVENT_TIME, Duration.ofMinutes(1)), EMISSION));
    for (MessageEvent event : messages) {
      combiner.add(event);
    }
    return combiner;
  }
}
