package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.RecordSink;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sending to a real broker. */
@Timeout(60)
final class KafkaRecordSinkIT {

  private final KafkaTestBroker broker = KafkaTestBroker.shared();

  @Test
  void sendsToEveryPartitionInTurn() {
    String topic = broker.newTopic("sink", 3);

    try (RecordSink sink = KafkaAdapter.recordSinks().open(broker.cluster(), topic)) {
      for (int i = 0; i < 1_000; i++) {
        sink.send(new byte[] {1, 2, 3});
      }
      sink.flush();
      assertThat(KafkaAdapter.topics().endOffsets(broker.cluster(), topic))
          .isEqualTo(Map.of(0, 334L, 1, 333L, 2, 333L));
    }
  }

  @Test
  void saysThatARecordIsTooLarge() {
    String topic = broker.newTopic("too-large", 1);

    try (RecordSink sink = KafkaAdapter.recordSinks().open(broker.cluster(), topic)) {
      byte[] large = new byte[2 * 1024 * 1024];
      new Random(1).nextBytes(large); // or it would be compressed away
      sink.send(large);

      assertThatThrownBy(sink::flush)
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.DATA));
    }
  }

  @Test
  void needsATopicThatExists() {
    String topic = broker.newName("missing");

    assertThatThrownBy(() -> KafkaAdapter.recordSinks().open(broker.cluster(), topic))
        .isInstanceOfSatisfying(
            TallyException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.NOT_FOUND))
        .hasMessageStartingWith("Topic %s does not exist at ".formatted(topic));
  }
}
