package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.reliability.history.Anomaly.Kind;
import dev.tally.reliability.history.BehaviorSchema;
import dev.tally.reliability.history.HistoryChecker;
import dev.tally.reliability.history.Promise;
import dev.tally.reliability.history.TopicHistory;
import dev.tally.reliability.history.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The checker sees what is in real topics: every version, but for those never committed. */
@ExtendWith(SharedBroker.class)
class TopicHistoryIT {

  private static final String KEY = "{\"category\":\"books\",\"behavior\":\"view\"}";

  @Test
  void versionsAreSeenInOrderAndUncommittedOnesNot(Broker broker) throws InterruptedException {
    broker.createInput("judged-in", 2);
    broker.createOutput("judged-out");
    try (KafkaProducer<String, String> producer = producer(broker)) {
      producer.initTransactions();
      commit(producer, "judged-in", List.of(KEY, KEY));
      commit(producer, "judged-out", List.of(row(1), row(2), row(1)));
      producer.beginTransaction();
      Future<RecordMetadata> unused =
          producer.send(new ProducerRecord<>("judged-out", 0, KEY, row(7)));
      producer.flush();
      producer.abortTransaction();
    }

    Verdict verdict = judge(broker, "judged-in", "judged-out");

    assertThat(verdict.kinds()).containsExactly(Kind.STEP_BACK, Kind.STALE_FINAL);
    assertThat(verdict.toString())
        .contains("2 inputs, 3 versions of 1 rows", "judged-out partition 0 offset 2");
  }

  @Test
  void topicThatHasLostVersionsIsNotJudged(Broker broker) throws InterruptedException {
    broker.createInput("expired-in", 1);
    broker.createOutput("expired-out");
    try (KafkaProducer<String, String> producer = producer(broker)) {
      producer.initTransactions();
      commit(producer, "expired-in", List.of(KEY, KEY));
    }
    broker.expire("expired-in", 0, 1);

    assertThatThrownBy(() -> judge(broker, "expired-in", "expired-out"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expired-in-0 has lost its first records");
  }

  private static Verdict judge(Broker broker, String input, String output) {
    return HistoryChecker.check(
        new TopicHistory(broker.address(), new BehaviorSchema()).read(input, output),
        Promise.neverBack());
  }

  private static void commit(
      KafkaProducer<String, String> producer, String topic, List<String> values) {
    producer.beginTransaction();
    for (String value : values) {
      Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, 0, KEY, value));
    }
    producer.commitTransaction();
  }

  private static String row(int count) {
    return "{\"category\":\"books\",\"behavior\":\"view\",\"behavior_count\":%d}".formatted(count);
  }

  private static KafkaProducer<String, String> producer(Broker broker) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker.address(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "judged"),
        new StringSerializer(),
        new StringSerializer());
  }
}
