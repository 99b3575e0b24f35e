package dev.tally.benchmarks.judge;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long it takes from when an event was to be sent until a consumer has read a result
 * in which it is counted. Open loop: events are due at fixed times, and a sender that is held up
 * sends them late, but their latency counts from when they were due.
 *
 * <p>The sender wakes once in a millisecond and sends what is due by then, and its producer lingers
 * as long: a request for each event would be ten thousand requests a second, and keep the broker so
 * busy that nothing but that is measured. The wait is part of everybody's latency.
 *
 * <p>The first event is sent alone, and the schedule begins when its result is there; the first
 * part of the schedule warms everything up and is not measured, nor is its last second: a load that
 * ends leaves consumers waiting for more, which is no latency under load.
 */
final class LatencyProbe {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(60);
  private static final long SECOND = 1_000_000_000;
  private static final long TICK = SECOND / 1000;
  private static final int LINGER_MILLIS = 1;
  private static final int DIGITS = 3;

  private final Arena arena;
  private final Schedule schedule;
  private final long interval;
  private final int warmUp;
  private final int measuredTo;
  private final Histogram histogram = new Histogram(DIGITS);
  private final Map<String, Integer> counted = new HashMap<>();
  private int arrived;
  private volatile long start;
  private volatile @Nullable Exception trouble;

  /**
   * Prepares a measurement.
   *
   * @param rate events a second
   * @param warmUp how many events come before those that are measured
   * @param measured how many are measured; those behind them keep the load up until they are read
   */
  LatencyProbe(Arena arena, Schedule schedule, long rate, int warmUp, int measured) {
    this.arena = arena;
    this.schedule = schedule;
    this.interval = SECOND / rate;
    this.warmUp = warmUp;
    this.measuredTo = warmUp + measured;
  }

  /**
   * Measures a contestant that runs.
   *
   * @return latencies in nanoseconds
   * @throws IllegalStateException where results are missing or wrong
   */
  Histogram measure(LatencyContestant contestant, Attempt attempt, ObservedProcess process)
      throws InterruptedException {
    try (KafkaConsumer<byte[], byte[]> consumer = arena.topics().consumer(contestant.reader());
        KafkaProducer<byte[], byte[]> producer = producer()) {
      List<TopicPartition> partitions = BenchTopics.partitions(attempt.output());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      partitions.forEach(consumer::position);
      send(producer, attempt, 0);
      readUntil(contestant, consumer, process, 1, STARTS_WITHIN);
      start = System.nanoTime() + SECOND / 10;
      Thread sender = new Thread(() -> sendAll(producer, attempt), "latency-sender");
      sender.start();
      try {
        Duration patience = Duration.ofNanos(interval * schedule.size()).plus(ARRIVES_WITHIN);
        readUntil(contestant, consumer, process, schedule.size(), patience);
      } finally {
        sender.interrupt();
        sender.join();
      }
      return histogram;
    }
  }

  private void readUntil(
      LatencyContestant contestant,
      KafkaConsumer<byte[], byte[]> consumer,
      ObservedProcess process,
      int events,
      Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (arrived < events) {
      if (trouble != null || System.nanoTime() > deadline || !process.isAlive()) {
        throw new IllegalStateException(
            "%d of %d events arrived in time".formatted(arrived, events), trouble);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        long now = System.nanoTime();
        if (contestant.isEcho()) {
          arrive(ByteBuffer.wrap(record.key()).getInt(), now);
        } else {
          count(CountRow.of(record.value()), now);
        }
      }
    }
  }

  private void count(CountRow row, long now) {
    int[] events = schedule.eventsOf(row.name());
    if (row.count() > events.length) {
      throw new IllegalStateException(
          "%s has %d events, not %d".formatted(row.name(), events.length, row.count()));
    }
    int before = counted.getOrDefault(row.name(), 0);
    for (int index = before; index < row.count(); index++) {
      arrive(events[index], now);
    }
    counted.put(row.name(), Math.max(before, row.count()));
  }

  private void arrive(int event, long now) {
    arrived++;
    if (event >= warmUp && event < measuredTo) {
      histogram.recordValue(Math.max(0, now - due(event)));
    }
  }

  private long due(int event) {
    return start + event * interval;
  }

  private void sendAll(KafkaProducer<byte[], byte[]> producer, Attempt attempt) {
    int event = 1;
    for (long tick = start; event < schedule.size(); tick += TICK) {
      for (long wait = tick - System.nanoTime(); wait > 0; wait = tick - System.nanoTime()) {
        if (Thread.interrupted()) {
          return;
        }
        LockSupport.parkNanos(wait);
      }
      for (; event < schedule.size() && due(event) <= tick; event++) {
        send(producer, attempt, event);
      }
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Attempt attempt, int event) {
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                attempt.input(),
                schedule.partition(event),
                ByteBuffer.allocate(Integer.BYTES).putInt(event).array(),
                schedule.value(event)),
            (metadata, failure) -> {
              if (failure != null) {
                trouble = failure;
              }
            });
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            arena.servers(),
            ProducerConfig.LINGER_MS_CONFIG,
            LINGER_MILLIS),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
