package dev.tally.benchmarks.micro;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.message.MessageEvent;
import java.time.ZoneId;
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

/** From bytes to events: the short way, and the way by the book for comparison. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Records.COUNT)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {

  private final Records behaviors = Input.behaviors();
  private final Records messages = Input.messages();
  private final Records unusualMessages = Input.unusualMessages();
  private final Decoder<BehaviorEvent> behaviorDecoder =
      KafkaAdapter.behaviorFormats().decoder().create();
  private final Decoder<MessageEvent> messageDecoder =
      KafkaAdapter.messageFormats().decoder(ZoneId.of("Asia/Seoul")).create();

  /** A behavior as the generator sends it. */
  @Benchmark
  public void behavior(Blackhole sink) throws UndecodableException {
    decodeAll(behaviors, behaviorDecoder, sink);
  }

  /** A message as the generator sends it, in Korean, in a zone with an offset. */
  @Benchmark
  public void message(Blackhole sink) throws UndecodableException {
    decodeAll(messages, messageDecoder, sink);
  }

  /** The same with an escape in its text: Jackson's turn. */
  @Benchmark
  public void unusualMessage(Blackhole sink) throws UndecodableException {
    decodeAll(unusualMessages, messageDecoder, sink);
  }

  private static void decodeAll(Records records, Decoder<?> decoder, Blackhole sink)
      throws UndecodableException {
    for (int i = 0; i < Records.COUNT; i++) {
      sink.consume(decoder.decode(records.bytes(), records.start(i), records.length(i)));
    }
  }
}
