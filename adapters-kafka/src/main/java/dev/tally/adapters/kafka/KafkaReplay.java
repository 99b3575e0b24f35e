package dev.tally.adapters.kafka;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.Replays.Replay;
import dev.tally.application.port.out.TableReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A replay whose notes are in a compacted topic beside the dead letters: the offsets of a consumer
 * group alone would be forgotten after a week, and then everything sent again. The group has them
 * too, for Kafka's own tools to show.
 */
final class KafkaReplay implements Replay {

  private static final String ROLE = "replay";
  private static final Duration POLLS_FOR = Duration.ofMillis(500);

  private final String topic;
  private final String stateTopic;
  private final String group;
  private final LedgerTransactions transactions;
  private final Map<Integer, Long> positions;

  private KafkaReplay(Cluster cluster, String topic, LedgerTransactions transactions) {
    this.topic = topic;
    this.stateTopic = StateTopic.nameFor(ROLE, topic);
    this.group = StateTopic.identity(ROLE, topic);
    this.transactions = transactions;
    this.positions = kept(cluster);
  }

  /** Opens a replay of dead letters that are there. */
  static KafkaReplay open(Cluster cluster, String topic) {
    try (AdminSession session = AdminSession.open(cluster)) {
      new TopicCreation(session, cluster)
          .createIfMissing(StateTopic.nameFor(ROLE, topic), 1, TopicCreation.COMPACTED);
    }
    LedgerTransactions transactions =
        LedgerTransactions.takeOver(
            cluster,
            ROLE + " of " + topic,
            StateTopic.identity(ROLE, topic),
            ClientSettings.producer(cluster, ROLE + "-" + topic));
    try {
      return new KafkaReplay(cluster, topic, transactions);
    } catch (RuntimeException e) {
      transactions.close();
      throw e;
    }
  }

  @Override
  public Map<Integer, Long> positions() {
    return positions;
  }

  @Override
  public void commit(List<DeadLetter> letters, Map<Integer, Long> next) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (DeadLetter letter : letters) {
      records.add(
          new ProducerRecord<>(
              letter.rejection().topic(),
              letter.rejection().partition(),
              letter.key(),
              letter.value(),
              RecordParts.clientHeaders(letter.headers())));
    }
    records.add(
        new ProducerRecord<>(
            stateTopic,
            0,
            LedgerKey.POSITIONS.recordKey(),
            new LedgerPositions(ROLE, topic, next).toBytes()));
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    next.forEach(
        (partition, offset) ->
            offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
    transactions.commit(records, offsets, group);
  }

  @Override
  public void close() {
    transactions.close();
  }

  private Map<Integer, Long> kept(Cluster cluster) {
    Map<Integer, Long> kept = new TreeMap<>();
    try (TableReader reader = KafkaTableReader.open(cluster, stateTopic)) {
      while (!reader.isAtEnd()) {
        reader.poll(
            POLLS_FOR,
            (key, value) -> {
              if (value != null && Arrays.equals(key, LedgerKey.POSITIONS.recordKey())) {
                kept.putAll(offsetsIn(value));
              }
            });
      }
    }
    return kept;
  }

  private Map<Integer, Long> offsetsIn(byte[] value) {
    try {
      return LedgerPositions.ofBytes(value).offsets();
    } catch (IOException e) {
      throw new TallyException(
          Problem.STATE,
          "How far replays have come, in topic %s, cannot be read: %s.%nDelete that topic to replay all dead letters again."
              .formatted(stateTopic, e.getMessage()),
          e);
    }
  }
}
