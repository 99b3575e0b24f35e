package dev.tally.adapters.kafka.json;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.RecordReader;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.RowVersion;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * A topic of two partitions whose records are made as they are read, and a ledger that keeps
 * nothing but figures: so that memory in use is the engine's.
 */
@SuppressWarnings("serial") // it stays in this process
final class EndlessTopic implements RecordReaders, JobLedgers {

  private static final int PARTITIONS = 2;
  private static final int RECORDS_IN_POLL = 50;

  private final LongFunction<byte[]> records;
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicLong largestCommit = new AtomicLong();

  /** Makes the records by number: even ones in partition 0, odd ones in partition 1. */
  EndlessTopic(LongFunction<byte[]> records) {
    this.records = records;
  }

  /** Returns how many dead letters were committed. */
  long deadLetters() {
    return deadLetters.get();
  }

  /** Returns how many bytes of them there were in one commit at most. */
  long largestCommit() {
    return largestCommit.get();
  }

  @Override
  public RecordReader open(TopicInput<?> input, Map<Integer, Long> positions) {
    return new Reader(input, positions);
  }

  @Override
  public JobLedger open(String job, TopicInput<?> input, TopicOutput<?> output) {
    return new Figures();
  }

  private final class Reader implements RecordReader {

    private final TopicInput<?> input;
    private final Map<Integer, Long> positions;

    Reader(TopicInput<?> input, Map<Integer, Long> positions) {
      this.input = input;
      this.positions = new TreeMap<>(positions);
    }

    @Override
    public int poll(Duration timeout, RecordHandler handler) {
      int handedOver = 0;
      for (Map.Entry<Integer, Long> position : positions.entrySet()) {
        for (int left = RECORDS_IN_POLL; left > 0; left--) {
          int partition = position.getKey();
          long offset = position.getValue();
          if (!input.isAtEnd(partition, offset)) {
            byte[] value = records.apply(offset * PARTITIONS + partition);
            handler.accept(partition, offset, value, 0, value.length);
            position.setValue(offset + 1);
            handedOver++;
          }
        }
      }
      return handedOver;
    }

    @Override
    public Surroundings surroundings() {
      return new Surroundings(null, List.of(), 0);
    }

    @Override
    public Map<Integer, Long> positions() {
      return new TreeMap<>(positions);
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }

  private final class Figures implements JobLedger {

    @Override
    public Kept restore() {
      return new Kept(Past.NONE, Map.of(), List.of());
    }

    @Override
    public void write(List<Entry> rows, RowVersion version) {}

    @Override
    public void commit(Commit commit) {
      deadLetters.addAndGet(commit.deadLetters().size());
      long bytes = commit.deadLetters().stream().mapToLong(DeadLetter::size).sum();
      largestCommit.accumulateAndGet(bytes, Math::max);
    }

    @Override
    public void complete(JobCommit job) {}

    @Override
    public void begin(Commit first) {}

    @Override
    public void close() {}
  }
}
