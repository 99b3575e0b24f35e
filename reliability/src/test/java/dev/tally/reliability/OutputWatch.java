package dev.tally.reliability;

import dev.tally.reliability.history.CountRow;
import dev.tally.reliability.history.Schema;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sees every version in an output topic as soon as the broker has it, committed or not: the clock
 * of the tests, which do things at a stated progress. Used by one thread.
 */
final class OutputWatch implements AutoCloseable {

  private static final Duration POLLS_FOR = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Schema schema;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> counts = new HashMap<>();
  private Supplier<Optional<String>> obstacle = Optional::empty;
  private long versions;
  private long total;

  OutputWatch(String bootstrapServers, String topic, Schema schema) {
    this.schema = schema;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Gives up waiting where this says why it is in vain. */
  void giveUpWhere(Supplier<Optional<String>> inVain) {
    obstacle = inVain;
  }

  /** Returns the sum of the last versions seen. */
  long total() {
    return total;
  }

  /** Waits for that many more versions. */
  void awaitVersions(long more) {
    long wanted = versions + more;
    await(() -> versions >= wanted, "%d versions".formatted(wanted));
  }

  /** Waits until the counts of all rows come to that many together. */
  void awaitTotal(long wanted) {
    await(() -> total >= wanted, "a total of %d".formatted(wanted));
  }

  /** Waits for a condition that the output or the world outside brings about. */
  void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "no %s within %s: %d versions, total %d".formatted(what, PATIENCE, versions, total));
      }
      look();
      obstacle
          .get()
          .ifPresent(
              why -> {
                throw new AssertionError("no %s: %s".formatted(what, why));
              });
    }
  }

  private void look() {
    consumer
        .poll(POLLS_FOR)
        .forEach(
            record -> {
              CountRow row = schema.row(record.key(), record.value());
              Long before = counts.put(row.cell(), row.count());
              total += row.count() - (before == null ? 0 : before);
              versions++;
            });
  }

  @Override
  public void close() {
    consumer.close();
  }
}
