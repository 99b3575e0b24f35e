package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.RowVersion;
import dev.tally.application.port.out.TableReader;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A job's memory in the cluster. Rows go to the output topic, dead letters to theirs; state and
 * positions go to a compacted topic of one partition, so that they are kept or forgotten together.
 * What is committed is kept with the offsets of a consumer group too: for Kafka's own tools to show
 * the lag, and to go on from the rows should the state be lost.
 */
final class KafkaJobLedger implements JobLedger {

  private static final Duration POLLS_FOR = Duration.ofMillis(500);

  private final String job;
  private final String input;
  private final RejectPolicy rejects;
  private final Cluster cluster;
  private final String output;
  private final String stateTopic;
  private final String group;
  private final LedgerTransactions transactions;

  /** Takes charge of transactions that have fenced all others. */
  KafkaJobLedger(
      String job, TopicInput<?> input, TopicOutput<?> output, LedgerTransactions transactions) {
    this.job = job;
    this.input = input.topic();
    this.rejects = input.rejects();
    this.cluster = output.cluster();
    this.output = output.topic();
    this.stateTopic = StateTopic.nameFor(job, output.topic());
    this.group = StateTopic.identity(job, output.topic());
    this.transactions = transactions;
  }

  @Override
  public Kept restore() {
    Map<LedgerKey, byte[]> live = readStateTopic();
    byte[] positions = live.get(LedgerKey.POSITIONS);
    if (positions == null) {
      return new Kept(pastWithoutPositions(live), Map.of(), List.of());
    }
    List<Entry> state = new ArrayList<>(live.size());
    live.forEach(
        (key, value) -> {
          if (key.isState()) {
            state.add(new Entry(key.stateKey(), value));
          }
        });
    return new Kept(Past.STOPPED, offsetsIn(positions), state);
  }

  @Override
  public void write(List<Entry> rows, RowVersion version) {
    List<Header> headers = List.of(new RecordHeader(RowVersion.HEADER, version.toBytes()));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(rows.size());
    for (Entry row : rows) {
      records.add(new ProducerRecord<>(output, null, row.key(), row.value(), headers));
    }
    transactions.write(records);
  }

  @Override
  public void commit(Commit commit) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    rejects
        .keptIn()
        .ifPresent(
            topic ->
                commit
                    .deadLetters()
                    .forEach(deadLetter -> records.add(DeadLetterRecords.of(deadLetter, topic))));
    addMemory(records, commit);
    transactions.commit(records, CommitMetadata.offsets(input, commit.job()), group);
  }

  @Override
  public void complete(JobCommit job) {
    List<ProducerRecord<byte[], byte[]>> records = forgetting();
    records.add(memory(LedgerKey.COMPLETED, new byte[0]));
    transactions.commit(records, CommitMetadata.plainOffsets(input, job), group);
    ConsumerGroups.forget(cluster, group);
  }

  @Override
  public void begin(Commit first) {
    List<ProducerRecord<byte[], byte[]>> records = forgetting();
    addMemory(records, first);
    transactions.commit(records, CommitMetadata.offsets(input, first.job()), group);
  }

  @Override
  public void close() {
    transactions.close();
  }

  private Past pastWithoutPositions(Map<LedgerKey, byte[]> live) {
    if (live.isEmpty()) {
      return Past.NONE;
    }
    if (live.containsKey(LedgerKey.COMPLETED)) {
      return Past.COMPLETED;
    }
    throw damaged("positions are missing", null);
  }

  // Records that forget all that is kept; more may be added.
  private List<ProducerRecord<byte[], byte[]>> forgetting() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    readStateTopic().keySet().forEach(key -> records.add(memory(key, null)));
    return records;
  }

  private void addMemory(List<ProducerRecord<byte[], byte[]>> records, Commit commit) {
    for (Entry entry : commit.state()) {
      records.add(memory(LedgerKey.ofState(entry.key()), entry.value()));
    }
    LedgerPositions positions = new LedgerPositions(job, input, commit.job().positions());
    records.add(memory(LedgerKey.POSITIONS, positions.toBytes()));
  }

  private ProducerRecord<byte[], byte[]> memory(LedgerKey key, byte @Nullable [] value) {
    return new ProducerRecord<>(stateTopic, 0, key.recordKey(), value);
  }

  private Map<LedgerKey, byte[]> readStateTopic() {
    Map<LedgerKey, byte[]> live = new LinkedHashMap<>();
    Map<TopicPartition, Long> ends = endsOfStateTopic();
    if (ends.isEmpty()) {
      return live; // as at every first run: to ask costs far less than to read
    }
    try (TableReader reader = KafkaTableReader.openTo(cluster, stateTopic, ends)) {
      while (!reader.isAtEnd()) {
        reader.poll(
            POLLS_FOR,
            (key, value) -> {
              if (key == null) {
                return; // not ours
              }
              if (value == null) {
                live.remove(LedgerKey.ofRecord(key));
              } else {
                live.put(LedgerKey.ofRecord(key), value);
              }
            });
      }
    }
    return live;
  }

  private Map<TopicPartition, Long> endsOfStateTopic() {
    try (AdminSession session = AdminSession.open(cluster)) {
      return new TopicCensus(session).writtenEnds(stateTopic, StateTopic.PARTITIONS);
    }
  }

  private Map<Integer, Long> offsetsIn(byte[] value) {
    LedgerPositions kept;
    try {
      kept = LedgerPositions.ofBytes(value);
    } catch (IOException e) {
      throw damaged("its positions cannot be read, " + e.getMessage(), e);
    }
    if (!kept.job().equals(job) || !kept.input().equals(input)) {
      throw new TallyException(
          Problem.STATE,
          "What is kept for topic %s is of job %s reading %s, not of job %s reading %s.\nStart anew with --fresh, or write to another topic with --output."
              .formatted(output, kept.job(), kept.input(), job, input));
    }
    return kept.offsets();
  }

  private TallyException damaged(String finding, @Nullable Exception cause) {
    String message =
        "The state of job %s in topic %s is damaged: %s.\nGo on from the rows of topic %s with --restore-from-output, or start anew with --fresh."
            .formatted(job, stateTopic, finding, output);
    return cause == null
        ? new TallyException(Problem.STATE, message)
        : new TallyException(Problem.STATE, message, cause);
  }
}
