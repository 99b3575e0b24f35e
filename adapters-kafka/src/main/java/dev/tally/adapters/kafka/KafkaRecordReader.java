package dev.tally.adapters.kafka;

import dev.tally.adapters.kafka.fetch.BatchFetcher;
import dev.tally.adapters.kafka.fetch.FetchedBatches;
import dev.tally.adapters.kafka.fetch.PartitionFetch;
import dev.tally.adapters.kafka.fetch.UnusualFetchException;
import dev.tally.application.port.out.RecordReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.record.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over the records of some partitions where they lie in the fetched bytes, committed ones
 * only. A bounded input ends at its ends: records beyond are not handed over.
 *
 * <p>Fetches batches itself as long as all is as usual; where it is not, the client's consumer goes
 * on from the same positions (ADR 16).
 */
final class KafkaRecordReader implements RecordReader {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordReader.class);

  private final TopicConsumer<ByteBuffer, ByteBuffer> consumer;
  private final @Nullable BatchFetcher fetcher;
  private final FetchTurns turns;
  private final List<PartitionCursor> cursors;
  private final List<PartitionCursor> unfinished;
  private boolean isFetching;
  private @Nullable FetchedBatches batches;

  /**
   * Starts where the cursors are.
   *
   * @param consumer assigned to these partitions, at these positions
   * @param fetcher none to read with the consumer alone
   */
  KafkaRecordReader(
      TopicConsumer<ByteBuffer, ByteBuffer> consumer,
      @Nullable BatchFetcher fetcher,
      List<PartitionCursor> cursors) {
    this.consumer = consumer;
    this.fetcher = fetcher;
    this.turns = new FetchTurns(System::nanoTime);
    this.cursors = List.copyOf(cursors);
    this.unfinished = new ArrayList<>(cursors);
    pauseAtEnds();
  }

  @Override
  public int poll(Duration timeout, RecordHandler handler) {
    try {
      return fetcher != null && mayFetch(fetcher)
          ? fetch(fetcher, timeout, handler)
          : pollConsumer(timeout, handler);
    } catch (WakeupException e) {
      return 0;
    }
  }

  @Override
  public Surroundings surroundings() {
    FetchedBatches fetched = batches;
    if (fetched != null) {
      Record record = fetched.record();
      return RecordParts.surroundings(record.key(), List.of(record.headers()), record.timestamp());
    }
    for (PartitionCursor cursor : unfinished) {
      ConsumerRecord<ByteBuffer, ByteBuffer> record = cursor.current();
      if (record != null) {
        return RecordParts.surroundings(record.key(), record.headers(), record.timestamp());
      }
    }
    throw new IllegalStateException("no record is being handed over");
  }

  @Override
  public Map<Integer, Long> positions() {
    Map<Integer, Long> positions = new TreeMap<>();
    for (PartitionCursor cursor : cursors) {
      positions.put(cursor.partition().partition(), cursor.position());
    }
    return positions;
  }

  @Override
  public void wakeup() {
    if (fetcher != null) {
      fetcher.wakeup();
    }
    consumer.wakeup(); // the one who does not read now returns early once, later
  }

  @Override
  public void close() {
    if (fetcher != null) {
      fetcher.close();
    }
    consumer.close();
  }

  /** Tells whether batches are fetched, and not left to the client's consumer. */
  boolean isFetching() {
    return isFetching;
  }

  private int fetch(BatchFetcher open, Duration timeout, RecordHandler handler) {
    try {
      int handedOver = handOver(open, timeout, handler);
      if (batches == null && turns.isConsumersAfter(handedOver)) {
        leaveToConsumer(open);
      }
      return handedOver;
    } catch (UnusualFetchException unusual) {
      LOG.debug("Left to the client's consumer: {}", unusual.getMessage(), unusual);
      turns.fetchFailed();
      leaveToConsumer(open);
      return 0;
    }
  }

  private int handOver(BatchFetcher open, Duration timeout, RecordHandler handler)
      throws UnusualFetchException {
    if (batches == null) {
      batches = open.poll(timeout);
    }
    FetchedBatches fetched = batches;
    if (fetched == null) {
      return 0;
    }
    PartitionCursor cursor = cursorOf(fetched.partition());
    int handedOver = cursor.handOver(fetched, ClientSettings.MOST_AT_ONCE, handler);
    if (handedOver < ClientSettings.MOST_AT_ONCE || cursor.isAtEnd()) {
      batches = null;
    }
    pauseAtEnds();
    return handedOver;
  }

  private PartitionCursor cursorOf(TopicPartition partition) {
    for (PartitionCursor cursor : unfinished) {
      if (cursor.partition().equals(partition)) {
        return cursor;
      }
    }
    throw new IllegalStateException(partition + " is read to its end");
  }

  private boolean mayFetch(BatchFetcher open) {
    if (isFetching || turns.isConsumers()) {
      return isFetching;
    }
    Map<TopicPartition, Node> leaders = consumer.leaders();
    List<PartitionFetch> places = new ArrayList<>();
    for (PartitionCursor cursor : unfinished) {
      Node leader = leaders.get(cursor.partition());
      if (leader == null) {
        turns.fetchFailed();
        return false;
      }
      places.add(new PartitionFetch(cursor.partition(), leader, cursor.position(), cursor.end()));
    }
    open.start(places);
    isFetching = true;
    return true;
  }

  private void leaveToConsumer(BatchFetcher open) {
    batches = null;
    isFetching = false;
    Map<TopicPartition, Long> places = new HashMap<>();
    unfinished.forEach(cursor -> places.put(cursor.partition(), cursor.position()));
    consumer.takeOver(places, open.answeredAt());
  }

  private int pollConsumer(Duration timeout, RecordHandler handler) {
    ConsumerRecords<ByteBuffer, ByteBuffer> records = consumer.poll(timeout);
    int handedOver = 0;
    for (PartitionCursor cursor : unfinished) {
      handedOver += cursor.handOver(records.records(cursor.partition()), handler);
      cursor.skipTo(consumer.position(cursor.partition(), cursor.position()));
    }
    pauseAtEnds();
    turns.consumerHandedOver(handedOver);
    return handedOver;
  }

  private void pauseAtEnds() {
    for (PartitionCursor cursor : unfinished) {
      if (cursor.isAtEnd()) {
        consumer.pause(cursor.partition());
      }
    }
    unfinished.removeIf(PartitionCursor::isAtEnd);
  }
}
