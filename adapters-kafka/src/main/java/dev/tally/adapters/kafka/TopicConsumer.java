package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A Kafka consumer on partitions of one topic that says what is wrong. By itself the consumer waits
 * for ever, without a word, for a topic that was deleted and for a broker that is gone: here a
 * silence is looked into. Used by one thread, {@link #wakeup} by any.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class TopicConsumer<K, V> implements AutoCloseable {

  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PATIENCE_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ClientSettings.PATIENCE_MILLIS);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Cluster cluster;
  private final String topic;
  private final Consumer<K, V> consumer;
  private long answeredAt = System.nanoTime();
  private long askedAt = answeredAt;

  /** Takes over a consumer whose partitions are assigned. */
  TopicConsumer(Cluster cluster, String topic, Consumer<K, V> consumer) {
    this.cluster = cluster;
    this.topic = topic;
    this.consumer = consumer;
  }

  /** Waits for records; none where time is up or {@link #wakeup} was called. */
  ConsumerRecords<K, V> poll(Duration timeout) {
    try {
      ConsumerRecords<K, V> records = consumer.poll(timeout);
      lookInto(records);
      return records;
    } catch (WakeupException e) {
      return ConsumerRecords.empty();
    } catch (OffsetOutOfRangeException e) {
      throw outOfRange(e);
    } catch (KafkaException e) {
      throw explained(e);
    }
  }

  /** Returns the offset after the last record polled or skipped; {@code known} where in doubt. */
  long position(TopicPartition partition, long known) {
    try {
      return Math.max(known, consumer.position(partition, AT_ONCE));
    } catch (TimeoutException | WakeupException e) {
      return known; // it is being checked with a new leader
    }
  }

  /**
   * Goes on where another client of this process left off.
   *
   * @param lastAnswer when the broker answered it last, by {@link System#nanoTime}
   */
  void takeOver(Map<TopicPartition, Long> positions, long lastAnswer) {
    positions.forEach(consumer::seek);
    answeredAt = lastAnswer;
    askedAt = lastAnswer;
  }

  /**
   * Returns the partitions' leaders, as far as they are known; none where that takes too long.
   *
   * @throws WakeupException where {@link #wakeup} was called
   */
  Map<TopicPartition, Node> leaders() {
    try {
      return consumer.partitionsFor(topic, ANSWERS_WITHIN).stream()
          .filter(partition -> partition.leader() != null)
          .collect(
              Collectors.toMap(
                  partition -> new TopicPartition(topic, partition.partition()),
                  PartitionInfo::leader));
    } catch (WakeupException e) {
      throw e;
    } catch (TimeoutException e) {
      return Map.of();
    } catch (KafkaException e) {
      throw explained(e);
    }
  }

  /** Returns where committed records end now. */
  Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions) {
    try {
      return consumer.endOffsets(partitions);
    } catch (KafkaException e) {
      throw explained(e);
    }
  }

  /** Stops fetching a partition. */
  void pause(TopicPartition partition) {
    consumer.pause(Set.of(partition));
  }

  /** Makes a poll that is waiting, or the next one, return at once. */
  void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(AT_ONCE);
  }

  private void lookInto(ConsumerRecords<K, V> records) {
    long now = System.nanoTime();
    if (!records.isEmpty()) {
      answeredAt = now;
      askedAt = now;
    } else if (now - askedAt > SILENCE_NANOS) {
      askWhetherThere();
      askedAt = System.nanoTime();
    }
  }

  private void askWhetherThere() {
    try {
      consumer.endOffsets(consumer.assignment(), ANSWERS_WITHIN);
      answeredAt = System.nanoTime();
    } catch (TimeoutException e) {
      if (isDeleted()) {
        throw new TallyException(
            Problem.NOT_FOUND,
            "Topic %s at %s was deleted while it was being read.\nCreate it again and start anew with --fresh."
                .formatted(topic, cluster.bootstrapServers()),
            e);
      }
      if (System.nanoTime() - answeredAt > PATIENCE_NANOS) {
        throw explained(e);
      }
    }
  }

  private boolean isDeleted() {
    try {
      return consumer.partitionsFor(topic, ANSWERS_WITHIN).isEmpty();
    } catch (TimeoutException e) {
      return false;
    }
  }

  private TallyException outOfRange(OffsetOutOfRangeException failure) {
    Map.Entry<TopicPartition, Long> first =
        failure.offsetOutOfRangePartitions().entrySet().iterator().next();
    return new TallyException(
        Problem.STATE,
        "Offset %d of topic %s, partition %d, is not there (any more): records were deleted or the topic was made anew.\nStart anew with --fresh."
            .formatted(first.getValue(), topic, first.getKey().partition()),
        failure);
  }

  private RuntimeException explained(KafkaException failure) {
    return KafkaFailure.explain(cluster, "read topic " + topic, failure);
  }
}
