package dev.tally.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends a job's input, dealt out to the partitions in turn. It outlives the broker's death. What
 * was sent is what is in the topic, so nobody needs to trust it.
 */
final class Feed implements AutoCloseable {

  private static final int AT_ONCE = 20;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Job job;
  private final String topic;
  private volatile int partitions;
  private final Random random;
  private final KafkaProducer<String, String> producer;
  private final AtomicInteger sent = new AtomicInteger();
  private final Thread thread = new Thread(this::sendOn, "feed");
  private volatile boolean isStopped;

  Feed(Job job, String bootstrapServers, String topic, int partitions, long seed) {
    this.job = job;
    this.topic = topic;
    this.partitions = partitions;
    this.random = new Random(seed);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.BATCH_SIZE_CONFIG,
                131_072,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.METADATA_MAX_AGE_CONFIG,
                1_000,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, // a topic may be made anew under it
                false,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, // in order all the same
                1),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Sends that many now; returns once the broker has them. */
  void send(int count) throws InterruptedException {
    List<Future<RecordMetadata>> sending = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sending.add(sendOne());
    }
    for (Future<RecordMetadata> one : sending) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("not sent", e);
      }
    }
  }

  /** Deals out to more partitions from now on. */
  void spreadOver(int more) {
    partitions = more;
  }

  /** Sends a value as it is, to partition 0. */
  void sendValue(String value) {
    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, 0, null, value));
    producer.flush();
  }

  /** Sends about 1,000 in a second from now on, until it is stopped. */
  void goOn() {
    thread.setDaemon(true);
    thread.start();
  }

  private void sendOn() {
    while (!isStopped) {
      try {
        for (int i = 0; i < AT_ONCE; i++) {
          Future<RecordMetadata> unused = sendOne(); // the topic tells what has arrived
        }
      } catch (KafkaException e) {
        if (!isStopped) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private Future<RecordMetadata> sendOne() {
    int number = sent.getAndIncrement();
    return producer.send(
        new ProducerRecord<>(topic, number % partitions, null, job.input(number, random)));
  }

  /** Ends the sending; returns how many have arrived by then, which is all. */
  int stop() throws InterruptedException {
    isStopped = true;
    thread.join();
    producer.flush();
    return sent.get();
  }

  @Override
  public void close() {
    isStopped = true;
    producer.close(Duration.ZERO); // the broker may be gone
  }
}
