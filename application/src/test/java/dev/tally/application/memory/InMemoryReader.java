package dev.tally.application.memory;

import static dev.tally.application.port.out.RecordReaders.FIRST;

import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.TopicInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads some partitions of a topic. Hands values over somewhere inside a buffer that it spoils
 * after each call, so that nobody can rely on more than the port promises.
 */
final class InMemoryReader implements RecordReader {

  private static final int RECORDS_PER_PARTITION_AND_POLL = 100;
  private static final int MARGIN = 3;

  private final Object monitor;
  private final InMemoryTopic topic;
  private final TopicInput<?> input;
  private final TreeMap<Integer, Long> positions;
  private @Nullable KeptRecord current;
  private boolean wokenUp;
  private boolean closed;

  InMemoryReader(
      Object monitor, InMemoryTopic topic, TopicInput<?> input, Map<Integer, Long> positions) {
    this.monitor = monitor;
    this.topic = topic;
    this.input = input;
    this.positions = new TreeMap<>(positions);
    this.positions.replaceAll((partition, position) -> position == FIRST ? 0 : position);
  }

  @Override
  public int poll(Duration timeout, RecordHandler handler) {
    List<Fetched> batch = fetch(timeout);
    for (Fetched fetched : batch) {
      current = fetched.record;
      handOver(fetched, handler);
      positions.put(fetched.partition, fetched.offset + 1);
    }
    current = null;
    return batch.size();
  }

  @Override
  public Surroundings surroundings() {
    KeptRecord record = current;
    if (record == null) {
      throw new IllegalStateException("no record is being handed over");
    }
    return new Surroundings(record.key(), record.headers(), record.timestamp());
  }

  @Override
  public Map<Integer, Long> positions() {
    return new TreeMap<>(positions);
  }

  @Override
  public void wakeup() {
    synchronized (monitor) {
      wokenUp = true;
      monitor.notifyAll();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private List<Fetched> fetch(Duration timeout) {
    if (closed) {
      throw new IllegalStateException("the reader is closed");
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (monitor) {
      List<Fetched> batch = available();
      long left = deadline - System.nanoTime();
      while (batch.isEmpty() && !wokenUp && left > 0) {
        await(left);
        batch = available();
        left = deadline - System.nanoTime();
      }
      wokenUp = false;
      return batch;
    }
  }

  private List<Fetched> available() {
    List<Fetched> batch = new ArrayList<>();
    positions.forEach(
        (partition, position) -> {
          long end =
              Math.min(topic.endOffset(partition), position + RECORDS_PER_PARTITION_AND_POLL);
          for (long offset = position;
              offset < end && !input.isAtEnd(partition, offset);
              offset++) {
            batch.add(new Fetched(partition, offset, topic.recordAt(partition, offset)));
          }
        });
    return batch;
  }

  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(monitor, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      wokenUp = true;
    }
  }

  private static void handOver(Fetched fetched, RecordHandler handler) {
    byte[] value = fetched.record.value();
    if (value == null) {
      handler.accept(fetched.partition, fetched.offset, null, 0, 0);
      return;
    }
    byte[] buffer = new byte[value.length + 2 * MARGIN];
    System.arraycopy(value, 0, buffer, MARGIN, value.length);
    handler.accept(fetched.partition, fetched.offset, buffer, MARGIN, value.length);
    Arrays.fill(buffer, (byte) '?');
  }

  private record Fetched(int partition, long offset, KeptRecord record) {}
}
