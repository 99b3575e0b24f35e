package dev.tally.benchmarks.kafka;

import dev.tally.benchmarks.contestant.Task;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Runs a topology of Kafka Streams until it has counted all that the topic held at the start, then
 * closes it, which flushes its caches, has every result acknowledged, and commits. Streams itself
 * knows no end of input.
 *
 * <p>Default: as it comes, at least once. Tuned: a thread per partition, a cache that holds every
 * key, commits once a second so that rows are as fresh as ours, and a producer that waits a little
 * for larger, compressed batches on the way through the repartition topic.
 */
record StreamsJob(Task task) {

  private static final Duration LOOK = Duration.ofMillis(20);

  /** Runs the topology; {@code counted} asks its store how many records are counted by now. */
  void run(StreamsBuilder builder, ToLongFunction<KafkaStreams> counted) throws Exception {
    long expected = recordsInTopic();
    Properties settings = settings();
    Topology topology = builder.build(settings);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch running = new CountDownLatch(1);
    try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
              running.countDown();
            }
          });
      streams.setUncaughtExceptionHandler(
          trouble -> {
            failure.set(trouble);
            running.countDown();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      running.await();
      while (failure.get() == null && counted.applyAsLong(streams) < expected) {
        Thread.sleep(LOOK.toMillis());
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("The topology has failed.", failure.get());
    }
  }

  private long recordsInTopic() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, task.text("servers")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer
          .endOffsets(
              consumer.partitionsFor(task.text("topic")).stream()
                  .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                  .toList())
          .values()
          .stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, task.text("output"));
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.text("servers"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, task.text("folder"));
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    if (task.is("form", "tuned")) {
      settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
      settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L * 1024 * 1024);
      settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
      settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 100);
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 512 * 1024);
      settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
      settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 10_000);
    }
    return settings;
  }
}
