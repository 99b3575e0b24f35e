package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.JobLedger;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.TableReader;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A job's memory in the cluster. Rows go to the output topic, dead letters to theirs; state and
 * positions go to a compacted topic of one partition, so that they are kept or forgotten together.
 * The positions are committed for a consumer group too, but only for Kafka's own tools to show the
 * lag.
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
    List<Entry> state = new ArrayList<>(live.size());
    live.forEach(
        (key, value) -> {
          if (key.isState()) {
            state.add(new Entry(key.stateKey(), value));
          }
        });
    return new Kept(positions == null ? Map.of() : offsetsIn(positions), state);
  }

  @Override
  public void commit(Commit commit) {
    List<ProducerRecord<byte[], byte[]>> records = rows(commit.rows());
    rejects
        .keptIn()
        .ifPresent(
            topic ->
                commit
                    .deadLetters()
                    .forEach(deadLetter -> records.add(DeadLetterRecords.of(deadLetter, topic))));
    for (Entry entry : commit.state()) {
      records.add(memory(LedgerKey.ofState(entry.key()), entry.value()));
    }
    LedgerPositions positions = new LedgerPositions(job, input, commit.positions());
    records.add(memory(LedgerKey.POSITIONS, positions.toBytes()));
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    commit
        .positions()
        .forEach(
            (partition, offset) ->
                offsets.put(new TopicPartition(input, partition), new OffsetAndMetadata(offset)));
    transactions.commit(records, offsets, group);
  }

  @Override
  public void complete(List<Entry> rows) {
    forgetAll(rows);
  }

  @Override
  public void clear() {
    forgetAll(List.of());
  }

  @Override
  public void close() {
    transactions.close();
  }

  private void forgetAll(List<Entry> lastRows) {
    List<ProducerRecord<byte[], byte[]>> records = rows(lastRows);
    readStateTopic().keySet().forEach(key -> records.add(memory(key, null)));
    if (!records.isEmpty()) {
      transactions.commit(records, Map.of(), group);
      ConsumerGroups.forget(cluster, group);
    }
  }

  private List<ProducerRecord<byte[], byte[]>> rows(List<Entry> entries) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Entry row : entries) {
      records.add(new ProducerRecord<>(output, row.key(), row.value()));
    }
    return records;
  }

  private ProducerRecord<byte[], byte[]> memory(LedgerKey key, byte @Nullable [] value) {
    return new ProducerRecord<>(stateTopic, 0, key.recordKey(), value);
  }

  private Map<LedgerKey, byte[]> readStateTopic() {
    Map<LedgerKey, byte[]> live = new LinkedHashMap<>();
    try (TableReader reader = KafkaTableReader.open(cluster, stateTopic)) {
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

  private Map<Integer, Long> offsetsIn(byte[] value) {
    LedgerPositions kept;
    try {
      kept = LedgerPositions.ofBytes(value);
    } catch (IOException e) {
      throw new TallyException(
          Problem.STATE,
          "The positions of job %s in topic %s cannot be read: %s.\nStart anew with --from earliest."
              .formatted(job, stateTopic, e.getMessage()),
          e);
    }
    if (!kept.job().equals(job) || !kept.input().equals(input)) {
      throw new TallyException(
          Problem.STATE,
          "What is kept for topic %s is of job %s reading %s, not of job %s reading %s.\nStart anew with --from earliest, or write to another topic."
              .formatted(output, kept.job(), kept.input(), job, input));
    }
    return kept.offsets();
  }
}
