package dev.tally.benchmarks.micro;

import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The bytes in which keys and accumulators travel between workers and rest in state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StateFormatBenchmark {

  private final BehaviorCounting counting = new BehaviorCounting();
  private final BehaviorKey key = new BehaviorKey("electronics", "add_to_cart");
  private final LongCount count = new LongCount();
  private final byte[] written;

  /** Writes an example. */
  public StateFormatBenchmark() {
    count.increment();
    try {
      written = write();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Writes a key and its count. */
  @Benchmark
  public byte[] write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    counting.keyFormat().write(key, out);
    counting.accumulatorFormat().write(count, out);
    return bytes.toByteArray();
  }

  /** Reads a key and its count. */
  @Benchmark
  public void read(Blackhole sink) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
    sink.consume(counting.keyFormat().read(in));
    sink.consume(counting.accumulatorFormat().read(in));
  }
}
