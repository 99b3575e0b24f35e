package dev.tally.adapters.flink;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.time.TumblingWindows;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions through the port, decodes their records and combines the events, all on the
 * thread that reads; asks the domain once whether an event lies too far in the future. Used by one
 * thread, {@link #wakeUp} by any.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
final class CombiningSplitReader<E, K, A>
    implements SplitReader<ReadBatch<E, K, A>, KafkaPartitionSplit> {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /**
   * How long a broker may be away, beyond the minute that the reader itself waits, before the
   * workers start over from their checkpoint.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final AggregationSpec<E, K, A, ?> spec;
  private final @Nullable TumblingWindows<E> windows;
  private final TopicInput<E> input;
  private final RecordReaders readers;
  private final WallClock clock;
  private final Decoder<E> decoder;
  private final Map<Integer, ReadBatch<E, K, A>> batches = new HashMap<>();
  private final TreeMap<Integer, Long> positions = new TreeMap<>();
  private volatile @Nullable RecordReader reader;
  private @Nullable ReadBatch<E, K, A> batch; // the one added to last, of this partition
  private int partition;
  private long lastNow;
  private long reachedAt = System.nanoTime();

  CombiningSplitReader(
      AggregationSpec<E, K, A, ?> spec,
      TopicInput<E> input,
      RecordReaders readers,
      WallClock clock) {
    this.spec = spec;
    this.windows = spec.windowing() instanceof TumblingWindows<E> tumbling ? tumbling : null;
    this.input = input;
    this.readers = readers;
    this.clock = clock;
    this.decoder = input.decoder().create();
  }

  @Override
  public void handleSplitsChanges(SplitsChange<KafkaPartitionSplit> change) {
    change.splits().forEach(split -> positions.put(split.getPartition(), beginOf(split)));
    close();
    RecordReader opened = readers.open(input, positions);
    positions.putAll(opened.positions());
    reader = opened;
  }

  @Override
  public RecordsWithSplitIds<ReadBatch<E, K, A>> fetch() {
    RecordReader open = reader;
    if (open == null) {
      throw new IllegalStateException("no partition to read");
    }
    Set<String> finished = finish();
    if (finished.isEmpty()) {
      poll(open);
      finished = finish();
    }
    return handOver(finished);
  }

  @Override
  public void wakeUp() {
    RecordReader open = reader;
    if (open != null) {
      open.wakeup();
    }
  }

  @Override
  public void close() {
    RecordReader open = reader;
    if (open != null) {
      open.close();
    }
  }

  // One that was just found has no offset yet.
  private static long beginOf(KafkaPartitionSplit split) {
    return split.getStartingOffset() == KafkaPartitionSplit.EARLIEST_OFFSET
        ? RecordReaders.FIRST
        : split.getStartingOffset();
  }

  private void poll(RecordReader open) {
    try {
      open.poll(LONGEST_WAIT, this::accept);
      reachedAt = System.nanoTime();
    } catch (TallyException trouble) {
      boolean isAway = trouble.problem() == Problem.UNREACHABLE && batches.isEmpty();
      if (!isAway || System.nanoTime() - reachedAt > PATIENCE.toNanos()) {
        throw trouble;
      }
    }
    open.positions().forEach(this::moveTo);
  }

  private void moveTo(int partition, long position) {
    Long before = positions.replace(partition, position);
    if (before != null && before != position) {
      batchOf(partition, before).moveTo(position);
    }
  }

  private Set<String> finish() {
    Set<String> finished = new HashSet<>();
    positions.forEach(
        (partition, position) -> {
          if (input.isAtEnd(partition, position)) {
            finished.add(idOf(partition));
          }
        });
    positions.entrySet().removeIf(entry -> input.isAtEnd(entry.getKey(), entry.getValue()));
    return finished;
  }

  private RecordsWithSplitIds<ReadBatch<E, K, A>> handOver(Set<String> finished) {
    RecordsBySplits.Builder<ReadBatch<E, K, A>> records = new RecordsBySplits.Builder<>();
    batches.forEach((partition, read) -> records.add(idOf(partition), read));
    records.addFinishedSplits(finished);
    batches.clear();
    batch = null;
    return records.build();
  }

  private void accept(int from, long offset, byte @Nullable [] bytes, int start, int length) {
    ReadBatch<E, K, A> into = batch;
    if (into == null || from != partition) {
      into = batchOf(from, offset);
      batch = into;
      partition = from;
    }
    if (bytes == null) {
      into.tombstone();
      return;
    }
    E event;
    try {
      event = decoder.decode(bytes, start, length);
    } catch (UndecodableException undecodable) {
      into.rejected(
          deadLetter(
              new RejectedRecord(input.topic(), from, offset, undecodable.reason()),
              undecodable,
              Arrays.copyOfRange(bytes, start, start + length)));
      return;
    }
    add(into, event);
  }

  private void add(ReadBatch<E, K, A> into, E event) {
    if (windows == null) {
      into.event(event);
      return;
    }
    long timestamp = windows.eventTime().of(event);
    if (isFuture(windows, timestamp)) {
      into.futureEvent(event, windows.startOf(timestamp));
    } else {
      into.event(event, windows.startOf(timestamp), timestamp);
    }
  }

  // What is not ahead of a moment ago is not ahead of now: the clock is asked where it matters.
  private boolean isFuture(TumblingWindows<E> open, long timestamp) {
    if (!open.isFuture(timestamp, lastNow)) {
      return false;
    }
    lastNow = clock.now();
    return open.isFuture(timestamp, lastNow);
  }

  private ReadBatch<E, K, A> batchOf(int partition, long position) {
    return batches.computeIfAbsent(partition, unread -> new ReadBatch<>(spec, partition, position));
  }

  private DeadLetter deadLetter(
      RejectedRecord rejected, UndecodableException reason, byte[] value) {
    RecordReader open = reader;
    if (open == null) {
      throw new IllegalStateException("no partition to read");
    }
    return open.surroundings().deadLetter(rejected, reason, FlinkEngine.NAME, value);
  }

  private String idOf(int partition) {
    return KafkaPartitionSplit.toSplitId(new TopicPartition(input.topic(), partition));
  }
}
