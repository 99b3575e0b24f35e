package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TableReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watching a table of a real broker. */
@Timeout(60)
final class KafkaTableReaderIT {

  private static final Duration SOON = Duration.ofMillis(200);

  private final KafkaTestBroker broker = KafkaTestBroker.shared();

  @Test
  void isAtTheEndOfAnEmptyTableAtOnce() {
    String table = broker.newTable("empty", 2);

    try (TableReader reader = KafkaAdapter.tableReaders().open(broker.cluster(), table)) {
      assertThat(reader.isAtEnd()).isTrue();
    }
  }

  @Test
  void goesOnBehindTheEndThatWasThereAtFirst() {
    String table = broker.newTopic("growing", 2);
    broker.appendTexts(table, 0, "a");
    broker.appendTexts(table, 1, "b");
    List<String> seen = new ArrayList<>();

    try (TableReader reader = KafkaAdapter.tableReaders().open(broker.cluster(), table)) {
      broker.appendTexts(table, 1, "c");
      while (!reader.isAtEnd()) {
        pollInto(seen, reader);
      }
      assertThat(seen).contains("a", "b");
      while (seen.size() < 3) {
        pollInto(seen, reader);
      }
      assertThat(seen).containsExactlyInAnyOrder("a", "b", "c").containsSubsequence("b", "c");
      assertThat(reader.isAtEnd()).isTrue();
    }
  }

  @Test
  void seesNothingThatIsNotCommitted() {
    String table = broker.newTable("uncommitted", 1);
    List<String> seen = new ArrayList<>();
    try (TestTransaction transaction = TestTransaction.begin(broker.cluster())) {
      transaction.write(table, "promised");

      try (TableReader reader = KafkaAdapter.tableReaders().open(broker.cluster(), table)) {
        assertThat(reader.isAtEnd()).isTrue();
        pollInto(seen, reader);
        assertThat(seen).isEmpty();
        transaction.commit();
        while (seen.isEmpty()) {
          pollInto(seen, reader);
        }
        assertThat(seen).containsExactly("promised");
      }
    }
  }

  @Test
  void needsATopicThatExists() {
    String topic = broker.newName("missing");

    assertThatThrownBy(() -> KafkaAdapter.tableReaders().open(broker.cluster(), topic))
        .isInstanceOfSatisfying(
            TallyException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.NOT_FOUND));
  }

  private static void pollInto(List<String> seen, TableReader reader) {
    reader.poll(
        SOON,
        (key, value) -> seen.add(value == null ? "" : new String(value, StandardCharsets.UTF_8)));
  }
}
