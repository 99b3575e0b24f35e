package dev.tally.benchmarks.kafka;

import dev.tally.benchmarks.contestant.Task;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit of two hops: sends every record on, unchanged, as soon as it arrives, to the same
 * partition of another topic. Where its results are for readers of committed records it does so in
 * transactions, what came with one poll and the offsets behind it in each. Runs until it is
 * terminated. Told {@code servers topic output results}.
 */
final class Echo {

  private static final Duration POLL = Duration.ofMillis(100);

  private final Task task;
  private final boolean exactlyOnce;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private Echo(Task task) {
    this.task = task;
    this.exactlyOnce =
        IsolationLevel.valueOf(task.text("results")) == IsolationLevel.READ_COMMITTED;
  }

  /** Runs. */
  public static void main(String[] arguments) {
    new Echo(Task.of(arguments)).run();
  }

  private void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        KafkaProducer<byte[], byte[]> producer = producer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(task.text("topic")).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      if (exactlyOnce) {
        producer.initTransactions();
      }
      while (failure.get() == null) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (exactlyOnce && !records.isEmpty()) {
          producer.beginTransaction();
          send(producer, records);
          producer.sendOffsetsToTransaction(
              ends(records), new ConsumerGroupMetadata(task.text("output")));
          producer.commitTransaction();
        } else {
          send(producer, records);
        }
      }
    }
    throw new IllegalStateException("A record could not be sent on.", failure.get());
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, ConsumerRecords<byte[], byte[]> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(
                  task.text("output"), record.partition(), record.key(), record.value()),
              (metadata, trouble) -> {
                if (trouble != null) {
                  failure.set(trouble);
                }
              });
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> ends(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ends.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1));
    }
    return ends;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            task.text("servers"),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, task.text("servers"));
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    if (exactlyOnce) {
      settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, task.text("output"));
      // Or it waits 100 ms where the transaction before is not quite over.
      settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
    }
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
