package dev.tally.benchmarks.judge;

import dev.tally.adapters.kafka.broker.BrokerOptions;
import dev.tally.adapters.kafka.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where contestants run: a broker in a process of its own, its topics, folders that are empty, and
 * one contestant at a time. Closing it ends whatever still runs.
 */
final class Arena implements AutoCloseable {

  private final Path data;
  private final EmbeddedBroker broker;
  private final BenchTopics topics;
  private final long openedAt = System.currentTimeMillis();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile @Nullable ObservedProcess running;
  private volatile boolean isClosed;

  private Arena(Path data, EmbeddedBroker broker) {
    this.data = data;
    this.broker = broker;
    this.topics = new BenchTopics(broker.bootstrapServers());
  }

  /** Starts the broker; results of contestants that were cut off before are removed. */
  static Arena open(Path data, BrokerOptions broker) {
    remove(data.resolve("attempts"));
    Arena arena =
        new Arena(
            data,
            EmbeddedBroker.start(
                data.resolve("broker"), broker.withLogDirectory(data.resolve("logs"))));
    arena.topics.removeAttempts();
    return arena;
  }

  String servers() {
    return broker.bootstrapServers();
  }

  BenchTopics topics() {
    return topics;
  }

  /** Returns the folder that keeps what is made once. */
  Path data() {
    return data;
  }

  /** Makes room for one run. */
  Attempt attempt(String input, long records) {
    String name = BenchTopics.ATTEMPT + attempts.incrementAndGet();
    // A broker may know the topics of a run before that was killed a little longer.
    String topic = name + "-" + Long.toString(openedAt, Character.MAX_RADIX);
    Path folder = data.resolve("attempts").resolve(name);
    remove(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Attempt(input, records, topic, folder.toAbsolutePath());
  }

  /** Removes what a run has left. */
  void tidy(Attempt attempt) {
    topics.removeAttempts();
    remove(attempt.folder());
  }

  /** Starts a process, to be observed and ended by the caller. */
  synchronized ObservedProcess start(List<String> words, Attempt attempt)
      throws InterruptedException {
    if (isClosed) {
      throw new InterruptedException("The arena is closed.");
    }
    ObservedProcess process =
        ObservedProcess.start(
            words, attempt.folder(), ProcessHandle.of(broker.pid()).orElseThrow());
    running = process;
    return process;
  }

  /** Runs a process to its end. */
  Outcome run(List<String> words, Attempt attempt, Duration patience) throws InterruptedException {
    try (ObservedProcess process = start(words, attempt)) {
      Outcome outcome = process.await(patience);
      if (isClosed) {
        throw new InterruptedException("The arena is closed.");
      }
      return outcome;
    }
  }

  /** Ends a contestant that still runs, and the broker. Any thread may call it, and again. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      ObservedProcess process = running;
      if (process != null) {
        process.close();
      }
    }
    topics.close();
    broker.close();
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
