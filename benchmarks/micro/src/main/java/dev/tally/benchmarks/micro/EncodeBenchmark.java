package dev.tally.benchmarks.micro;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the generator does for each event before it is sent. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {

  private final BehaviorSequence events = Input.behaviorSequence();
  private final Function<UserBehavior, byte[]> encoder =
      KafkaAdapter.behaviorFormats().eventEncoder();

  /** Makes an event up and writes it. */
  @Benchmark
  public byte[] behavior() {
    return encoder.apply(events.next());
  }
}
