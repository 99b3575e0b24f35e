package dev.tally.benchmarks.micro;

import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.time.Window;
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
import org.openjdk.jmh.infra.Blackhole;

/** Merging partial results into the table, and showing the rows that changed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MergeBenchmark.KEYS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MergeBenchmark {

  static final int KEYS = 50_000;

  private final BehaviorKey[] keys = new BehaviorKey[KEYS];
  private final LongCount one = new LongCount();
  private final WindowTable<BehaviorKey, LongCount, BehaviorCount> table =
      new WindowTable<>(BehaviorCounting.spec(new Emission(1_000)));

  /** Makes the keys up. */
  public MergeBenchmark() {
    one.increment();
    for (int i = 0; i < KEYS; i++) {
      keys[i] = new BehaviorKey("category_" + i, "view");
    }
  }

  /** Merges one partial result for each of many keys, then shows all rows. */
  @Benchmark
  public void mergeAndEmit(Blackhole sink) {
    for (BehaviorKey key : keys) {
      table.merge(key, Window.ALL.start(), one);
    }
    table.emit((key, window, accumulator, result, state) -> sink.consume(result));
  }
}
