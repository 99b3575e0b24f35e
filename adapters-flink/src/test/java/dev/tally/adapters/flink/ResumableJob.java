package dev.tally.adapters.flink;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.adapters.kafka.KafkaTestBroker;
import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Behavior counts with topics and a state directory of their own, to be started as often as a test
 * likes. Each row's value is {@code count;OPEN;0}.
 */
final class ResumableJob {

  private static final long PATIENCE_SECONDS = 90;

  private final KafkaTestBroker broker = KafkaTestBroker.shared();
  private final String input;
  private final String output;
  private final Path stateDirectory;

  ResumableJob(String name, Path stateDirectory) {
    this.input = broker.newTopic(name, 2);
    this.output = broker.newTable(name + "-rows", 2);
    this.stateDirectory = stateDirectory;
  }

  /** Appends events {@code books;view}, alternately to both partitions. */
  void append(int events) {
    for (int partition = 0; partition < 2; partition++) {
      int first = partition;
      append(
          partition,
          IntStream.range(0, events)
              .filter(number -> number % 2 == first)
              .mapToObj(number -> "books;view")
              .toArray(String[]::new));
    }
  }

  void append(int partition, String... lines) {
    broker.appendTexts(input, partition, lines);
  }

  RunningJob runForever(
      StartPosition from, int parallelism, DecoderFactory<BehaviorEvent> decoder) {
    return start(broker.cluster(), from, Optional.empty(), parallelism, decoder);
  }

  RunningJob runToEnd(StartPosition from, int parallelism, DecoderFactory<BehaviorEvent> decoder) {
    Map<Integer, Long> ends = KafkaAdapter.topics().endOffsets(broker.cluster(), input);
    return start(broker.cluster(), from, Optional.of(ends), parallelism, decoder);
  }

  RunningJob start(
      Cluster cluster,
      StartPosition from,
      Optional<Map<Integer, Long>> ends,
      int parallelism,
      DecoderFactory<BehaviorEvent> decoder) {
    return run(cluster, input, output, stateDirectory, from, ends, parallelism, decoder);
  }

  static RunningJob run(
      Cluster cluster,
      String input,
      String output,
      Path stateDirectory,
      StartPosition from,
      Optional<Map<Integer, Long>> ends,
      int parallelism,
      DecoderFactory<BehaviorEvent> decoder) {
    return FlinkAdapter.engine(
            KafkaAdapter.topics(),
            KafkaAdapter.recordReaders(),
            KafkaAdapter.outputHistory(),
            () -> 0)
        .start(
            BehaviorCounting.spec(Emission.every(Duration.ofMillis(50))),
            new TopicInput<>(cluster, input, from, ends, decoder),
            new TopicOutput<>(cluster, output, new BehaviorLines.Rows()),
            new Execution(parallelism, stateDirectory));
  }

  /** Returns how many views of books the output says there were. */
  long viewsOfBooks() {
    String row = broker.table(output).getOrDefault("books;view", "0;");
    return Long.parseLong(row.substring(0, row.indexOf(';')));
  }

  /** Returns how many records the newest complete checkpoint has accounted for. */
  long checkpointed() {
    try {
      long read = 0;
      for (Path run : FileTrees.children(folder(), "run-")) {
        for (Path snapshot : Snapshots.completeIn(run)) {
          KeptState kept = KeptState.read(run, snapshot);
          read = Math.max(read, kept.state().account().accounting().read());
        }
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many records the commit has accounted for that is noted beside the rows. */
  long noted() {
    return KafkaAdapter.outputHistory()
        .lastCommit(
            BehaviorCounting.NAME,
            new TopicInput<>(
                broker.cluster(),
                input,
                StartPosition.OUTPUT,
                Optional.empty(),
                new BehaviorLines()),
            new TopicOutput<>(broker.cluster(), output, new BehaviorLines.Rows()))
        .map(commit -> commit.accounting().read())
        .orElse(0L);
  }

  /** Returns the folder of the run that is the oldest of those kept, or a later one's. */
  Path runFolder(int index) {
    try {
      return FileTrees.children(folder(), "run-").get(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return stateDirectory.resolve("flink").resolve(BehaviorCounting.NAME);
  }

  String input() {
    return input;
  }

  String output() {
    return output;
  }

  Path stateDirectory() {
    return stateDirectory;
  }

  String bootstrapServers() {
    return broker.cluster().bootstrapServers();
  }

  /** Waits for a condition; false if it did not come true for a minute. */
  static boolean comesTrue(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return true;
  }
}
