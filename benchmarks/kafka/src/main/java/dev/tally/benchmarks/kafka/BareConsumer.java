package dev.tally.benchmarks.kafka;

import dev.tally.benchmarks.contestant.Task;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The limit of the client: reads a topic to the end that it has at the start, and discards. Told:
 * {@code servers}, {@code topic}, {@code threads}, and {@code values}: {@code bytes} has every
 * value copied into an array, {@code buffer} into none.
 */
final class BareConsumer {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Task task;

  private BareConsumer(Task task) {
    this.task = task;
  }

  /** Runs, and tells how many {@code records} were read. */
  public static void main(String[] arguments) throws Exception {
    new BareConsumer(Task.of(arguments)).run();
  }

  private void run() throws Exception {
    Deserializer<?> values =
        task.is("values", "buffer") ? new NothingDeserializer() : new ByteArrayDeserializer();
    int threads = task.number("threads");
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Long>> shares = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int share = thread;
        shares.add(() -> read(values, share, threads));
      }
      long records = 0;
      for (Future<Long> share : workers.invokeAll(shares)) {
        records += share.get();
      }
      Task.tell("records", records);
    } finally {
      workers.shutdownNow();
    }
  }

  private <V> long read(Deserializer<V> values, int share, int threads) {
    try (KafkaConsumer<byte[], V> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), values)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(task.text("topic")).stream()
              .filter(partition -> partition.partition() % threads == share)
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long records = 0;
      while (!reached(consumer, ends)) {
        for (ConsumerRecord<byte[], V> record : consumer.poll(POLL)) {
          records += record.value() == null ? 0 : 1;
        }
      }
      return records;
    }
  }

  private static boolean reached(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  /** The same as the product's own consumers have. */
  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        task.text("servers"),
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        10_000,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        4 * 1024 * 1024);
  }

  /** Looks at where a value is and leaves it there. */
  private static final class NothingDeserializer implements Deserializer<Integer> {

    @Override
    public Integer deserialize(String topic, byte[] data) {
      return data.length;
    }

    @Override
    public Integer deserialize(
        String topic, org.apache.kafka.common.header.Headers headers, ByteBuffer data) {
      return data.remaining();
    }
  }
}
