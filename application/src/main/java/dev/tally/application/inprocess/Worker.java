package dev.tally.application.inprocess;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a share of the partitions on a thread of its own and combines what it reads. The
 * coordinator takes the combined events away between two polls; a poll that waits holds no lock.
 */
final class Worker<E, K, A> implements Runnable {

  /** With more partial results than this the worker asks the coordinator to take them away. */
  static final int MOST_PARTIALS = 50_000;

  /** The same with more bytes of dead letters; both are looked at after a batch. */
  static final long MOST_DEAD_BYTES = 4 * 1024 * 1024;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final AggregationSpec<E, K, A, ?> spec;
  private final TopicInput<E> input;
  private final String engine;
  private final RecordReader reader;
  private final Decoder<E> decoder;
  private final Coordination coordination;
  private final @Nullable TumblingWindows<E> windows;
  private final @Nullable EventClock eventClock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition taken = lock.newCondition();
  private Combiner<E, K, A> partials;
  private List<RejectedRecord> rejectedRecords = new ArrayList<>();
  private List<DeadLetter> deadLetters = new ArrayList<>();
  private long deadBytes;
  private Map<Integer, Long> positions;
  private boolean inBatch;
  private long read;
  private long counted;
  private long late;
  private long rejected;
  private long ignored;
  private long future;

  Worker(
      AggregationSpec<E, K, A, ?> spec,
      TopicInput<E> input,
      String engine,
      RecordReader reader,
      Coordination coordination,
      @Nullable EventClock eventClock) {
    this.spec = spec;
    this.input = input;
    this.engine = engine;
    this.reader = reader;
    this.decoder = input.decoder().create();
    this.coordination = coordination;
    this.windows = spec.windowing() instanceof TumblingWindows<E> tumbling ? tumbling : null;
    this.eventClock = eventClock;
    this.partials = new Combiner<>(spec);
    this.positions = reader.positions();
  }

  @Override
  public void run() {
    try (reader) {
      while (!coordination.isStopping() && !isAtEnd()) {
        pollOnce();
      }
      coordination.workerEnded();
    } catch (Throwable failure) { // whatever ends a worker must end the job, loudly
      coordination.workerFailed(failure);
    }
  }

  /** Makes the worker return from any wait and look whether it is to stop. */
  void wakeup() {
    reader.wakeup();
    lock.lock();
    try {
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes away everything read so far; waits at most for the batch in hand. A worker that failed
   * within a batch has nothing to hand over: its positions are not those of what it counted.
   */
  Share<E, K, A> take() {
    lock.lock();
    try {
      if (inBatch) {
        return new Share<>(
            new Combiner<>(spec), Accounting.NONE, Map.of(), Map.of(), List.of(), List.of());
      }
      Share<E, K, A> share =
          new Share<>(
              partials,
              new Accounting(read, counted, late, rejected, ignored, future),
              positions,
              eventClock == null ? Map.of() : eventClock.takeNewest(),
              rejectedRecords,
              deadLetters);
      partials = new Combiner<>(spec);
      rejectedRecords = new ArrayList<>();
      deadLetters = new ArrayList<>();
      deadBytes = 0;
      read = counted = late = rejected = ignored = future = 0;
      taken.signalAll();
      return share;
    } finally {
      lock.unlock();
    }
  }

  private void pollOnce() throws InterruptedException {
    try {
      reader.poll(LONGEST_WAIT, this::accept);
      holdLock();
      positions = reader.positions();
      inBatch = false;
      publishEventTime();
      while (holdsTooMuch() && !coordination.isStopping()) {
        coordination.requestTake();
        taken.await();
      }
    } finally {
      if (lock.isHeldByCurrentThread()) {
        lock.unlock();
      }
    }
  }

  // The first record of a batch takes the lock; pollOnce gives it back behind the last.
  private void accept(int partition, long offset, byte @Nullable [] bytes, int start, int length) {
    holdLock();
    inBatch = true;
    read++;
    if (bytes == null) {
      ignored++;
      return;
    }
    E event;
    try {
      event = decoder.decode(bytes, start, length);
    } catch (UndecodableException undecodable) {
      RejectedRecord record =
          new RejectedRecord(input.topic(), partition, offset, undecodable.reason());
      reject(record, undecodable, Arrays.copyOfRange(bytes, start, start + length));
      return;
    }
    count(partition, event);
  }

  private void count(int partition, E event) {
    if (windows == null || eventClock == null) {
      partials.add(event, Window.ALL.start());
      counted++;
      return;
    }
    long timestamp = windows.eventTime().of(event);
    long windowStart = windows.startOf(timestamp);
    if (eventClock.isLate(partition, windowStart)) {
      late++;
      return;
    }
    if (!eventClock.observe(partition, timestamp)) {
      future++;
    }
    partials.add(event, windowStart);
    counted++;
  }

  private void publishEventTime() {
    if (eventClock != null) {
      eventClock.publish();
      positions.forEach(
          (partition, position) -> {
            if (input.isAtEnd(partition, position)) {
              eventClock.finish(partition);
            }
          });
    }
  }

  private void reject(RejectedRecord record, UndecodableException reason, byte[] value) {
    if (input.rejects().failsAtOnce()) {
      leaveOutLast();
      throw input.rejects().refusal(record);
    }
    rejected++;
    if (rejectedRecords.size() < RejectedRecord.SHOWN) {
      rejectedRecords.add(record);
    }
    if (input.rejects().keptIn().isPresent()) {
      DeadLetter deadLetter = reader.surroundings().deadLetter(record, reason, engine, value);
      deadLetters.add(deadLetter);
      deadBytes += deadLetter.size();
    }
  }

  // What lies before the record in hand is a whole batch: it can be taken and committed.
  private void leaveOutLast() {
    read--;
    positions = reader.positions();
    inBatch = false;
    publishEventTime();
  }

  private boolean holdsTooMuch() {
    return partials.size() > MOST_PARTIALS || deadBytes > MOST_DEAD_BYTES;
  }

  private boolean isAtEnd() {
    return positions.entrySet().stream()
        .allMatch(position -> input.isAtEnd(position.getKey(), position.getValue()));
  }

  private void holdLock() {
    if (!lock.isHeldByCurrentThread()) {
      lock.lock();
    }
  }
}
