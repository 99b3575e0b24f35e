package dev.tally.adapters.kafka;

import dev.tally.adapters.kafka.broker.BrokerOptions;
import dev.tally.adapters.kafka.broker.EmbeddedBroker;
import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.out.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A real broker for tests, one for each JVM: it starts with the first use and is gone with the JVM.
 * Every test makes topics of its own, with names that nobody else has. Thread-safe.
 */
public final class KafkaTestBroker {

  private static final Duration POLLS_FOR = Duration.ofMillis(200);

  private final Cluster cluster;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicInteger topics = new AtomicInteger();

  private KafkaTestBroker(String bootstrapServers) {
    // Patient: a machine that runs several builds at once is slow, not broken.
    this.cluster =
        new Cluster(
            Map.of("bootstrap.servers", bootstrapServers, "default.api.timeout.ms", "60000"));
    this.producer =
        new KafkaProducer<>(
            ClientSettings.producer(cluster, "test"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns the broker of this JVM. */
  public static KafkaTestBroker shared() {
    return Holder.SHARED;
  }

  /** Returns where clients find the broker. */
  public Cluster cluster() {
    return cluster;
  }

  /** Returns a topic name that nobody has. */
  public String newName(String about) {
    return about + "-" + topics.incrementAndGet();
  }

  /** Creates a topic for input and returns its name. */
  public String newTopic(String about, int partitions) {
    String name = newName(about);
    KafkaAdapter.topics().createIfMissing(cluster, name, partitions, false);
    return name;
  }

  /** Creates a compacted topic for output and returns its name. */
  public String newTable(String about, int partitions) {
    String name = newName(about);
    KafkaAdapter.topics().createIfMissing(cluster, name, partitions, true);
    return name;
  }

  /** Appends values without keys, null for a tombstone, and returns once they can be read. */
  public void append(String topic, int partition, List<byte @Nullable []> values) {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    for (byte[] value : values) {
      acknowledgements.add(producer.send(new ProducerRecord<>(topic, partition, null, value)));
    }
    producer.flush();
    acknowledgements.forEach(KafkaTestBroker::await);
  }

  /** Appends a record with all that it has, and returns once it can be read. */
  public void append(String topic, int partition, KeptRecord record) {
    await(
        producer.send(
            new ProducerRecord<>(
                topic,
                partition,
                record.timestamp(),
                record.key(),
                record.value(),
                RecordParts.clientHeaders(record.headers()))));
  }

  /** Returns every committed record with all that it has; none where there is no such topic. */
  public List<KeptRecord> records(String topic) {
    if (KafkaAdapter.topics().describe(cluster, topic).isEmpty()) {
      return List.of();
    }
    TestTransaction.awaitEnds(cluster);
    Map<Integer, Long> ends = KafkaAdapter.topics().endOffsets(cluster, topic);
    List<KeptRecord> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            ClientSettings.consumer(cluster, "test"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      for (Map.Entry<Integer, Long> end : ends.entrySet()) {
        TopicPartition partition = new TopicPartition(topic, end.getKey());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (consumer.position(partition) < end.getValue()) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLLS_FOR)) {
            records.add(
                new KeptRecord(
                    record.key(),
                    record.value(),
                    RecordParts.headers(record.headers()),
                    record.timestamp()));
          }
        }
      }
    }
    return records;
  }

  /** Waits until a reader that does not wait for commits has a table of these rows. */
  void awaitUncommitted(String topic, Map<String, String> rows) {
    Map<String, Object> settings = ClientSettings.consumer(cluster, "test");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    List<TopicPartition> partitions =
        KafkaAdapter.topics().endOffsets(cluster, topic).keySet().stream()
            .map(partition -> new TopicPartition(topic, partition))
            .toList();
    Map<String, String> read = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!read.equals(rows)) {
        consumer
            .poll(POLLS_FOR)
            .forEach(record -> read.put(text(record.key()), text(record.value())));
      }
    }
  }

  /** Appends texts as {@link #append} does. */
  public void appendTexts(String topic, int partition, String... values) {
    append(
        topic,
        partition,
        Stream.of(values).map(value -> value.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** Hands over every committed upsert that the topic holds now, in order for each key. */
  public void readAll(String topic, TableReader.UpsertHandler handler) {
    TestTransaction.awaitEnds(cluster);
    try (TableReader reader = KafkaAdapter.tableReaders().open(cluster, topic)) {
      while (!reader.isAtEnd()) {
        reader.poll(POLLS_FOR, handler);
      }
    }
  }

  /** Returns the committed rows of a table by key, the last value of each, in the keys' order. */
  public Map<String, String> table(String topic) {
    Map<String, String> rows = new TreeMap<>();
    readAll(
        topic,
        (key, value) -> {
          String name = text(key);
          if (value == null) {
            rows.remove(name);
          } else {
            rows.put(name, text(value));
          }
        });
    return rows;
  }

  /** Returns how many committed records a topic holds. */
  public long count(String topic) {
    AtomicInteger count = new AtomicInteger();
    readAll(topic, (key, value) -> count.incrementAndGet());
    return count.get();
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static void await(Future<RecordMetadata> acknowledgement) {
    try {
      acknowledgement.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Holder {
    static final KafkaTestBroker SHARED = start();

    private static KafkaTestBroker start() {
      try {
        Path directory = Files.createTempDirectory("tally-test-broker");
        EmbeddedBroker broker = EmbeddedBroker.connectOrStart(directory, BrokerOptions.defaults());
        KafkaTestBroker shared = new KafkaTestBroker(broker.bootstrapServers());
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> stop(shared, broker, directory), "stop-broker"));
        return shared;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void stop(KafkaTestBroker shared, EmbeddedBroker broker, Path directory) {
      shared.producer.close(Duration.ZERO);
      broker.close();
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
