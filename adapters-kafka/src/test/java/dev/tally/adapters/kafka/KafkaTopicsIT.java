package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.Topics.TopicDescription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Topics of a real broker. */
final class KafkaTopicsIT {

  private final KafkaTestBroker broker = KafkaTestBroker.shared();
  private final Topics topics = KafkaAdapter.topics();

  @Test
  void createsWhatIsMissing() {
    String plain = broker.newName("plain");
    String table = broker.newName("table");

    topics.createIfMissing(broker.cluster(), plain, 3, false);
    topics.createIfMissing(broker.cluster(), table, 1, true);

    assertThat(topics.describe(broker.cluster(), plain))
        .contains(new TopicDescription(plain, 3, false, 0));
    assertThat(topics.describe(broker.cluster(), table))
        .contains(new TopicDescription(table, 1, true, 0));
  }

  @Test
  void leavesWhatIsThere() {
    String topic = broker.newTopic("there", 2);

    topics.createIfMissing(broker.cluster(), topic, 5, true);

    assertThat(topics.describe(broker.cluster(), topic))
        .contains(new TopicDescription(topic, 2, false, 0));
  }

  @Test
  void createsOnceWhenManyWantTo() {
    String topic = broker.newName("wanted");

    CompletableFuture<?>[] racers =
        Stream.generate(() -> CompletableFuture.runAsync(() -> create(topic)))
            .limit(4)
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(racers).join();

    assertThat(topics.describe(broker.cluster(), topic)).isPresent();
  }

  @Test
  void knowsNoTopicThatDoesNotExist() {
    String topic = broker.newName("nowhere");

    assertThat(topics.describe(broker.cluster(), topic)).isEmpty();
    assertThatThrownBy(() -> topics.endOffsets(broker.cluster(), topic))
        .isInstanceOfSatisfying(
            TallyException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.NOT_FOUND))
        .hasMessage(
            "Topic %s does not exist at %s.\nSee ./tally topics for those that do."
                .formatted(topic, broker.cluster().bootstrapServers()));
    assertThat(topics.describe(broker.cluster(), topic)).isEmpty(); // nor was it made by asking
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatThrownBy(() -> topics.createIfMissing(broker.cluster(), "no name", 1, false))
        .isInstanceOfSatisfying(
            TallyException.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.USAGE))
        .hasMessageStartingWith("Cannot look at topic no name: not a topic name (");
  }

  @Test
  void tellsWhereRecordsBeginAndEnd() {
    String topic = broker.newTopic("edges", 2);
    broker.appendTexts(topic, 1, "a", "b", "c");

    assertThat(topics.beginningOffsets(broker.cluster(), topic)).isEqualTo(Map.of(0, 0L, 1, 0L));
    assertThat(topics.endOffsets(broker.cluster(), topic)).isEqualTo(Map.of(0, 0L, 1, 3L));
    assertThat(topics.describe(broker.cluster(), topic))
        .contains(new TopicDescription(topic, 2, false, 3));
  }

  @Test
  void endsBeforeATransactionThatIsOpen() {
    String topic = broker.newTopic("open", 1);
    broker.appendTexts(topic, 0, "before");
    try (TestTransaction transaction = TestTransaction.begin(broker.cluster())) {
      transaction.write(topic, "inside");
      broker.appendTexts(topic, 0, "behind");

      assertThat(topics.endOffsets(broker.cluster(), topic)).isEqualTo(Map.of(0, 1L));
    }
  }

  @Test
  void listsWhatUsersMade() {
    String mine = broker.newTopic("mine", 1);
    String state = StateTopic.nameFor("behavior-counts", mine);
    topics.createIfMissing(broker.cluster(), state, 1, true);

    List<String> names =
        topics.list(broker.cluster()).stream().map(TopicDescription::name).toList();

    assertThat(names).contains(mine).isSorted().doesNotContain(state, "__consumer_offsets");
  }

  private void create(String topic) {
    topics.createIfMissing(broker.cluster(), topic, 2, true);
  }
}
