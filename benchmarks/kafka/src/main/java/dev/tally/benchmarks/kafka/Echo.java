package dev.tally.benchmarks.kafka;

import dev.tally.benchmarks.contestant.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The limit of two hops: sends every record on, unchanged, as soon as it arrives, to the same
 * partition of another topic. Runs until it is terminated. Told {@code servers topic output}.
 */
final class Echo {

  private static final Duration POLL = Duration.ofMillis(100);

  private Echo() {}

  /** Runs. */
  public static void main(String[] arguments) {
    Task task = Task.of(arguments);
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    task.text("servers"),
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    task.text("servers"),
                    ProducerConfig.LINGER_MS_CONFIG,
                    0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(task.text("topic")).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (failure.get() == null) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
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
    }
    throw new IllegalStateException("A record could not be sent on.", failure.get());
  }
}
