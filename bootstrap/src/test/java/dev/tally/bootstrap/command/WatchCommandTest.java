package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {

  private static final String EVENT =
      "{\"user_id\":\"u\",\"item_id\":\"i\",\"category\":\"%s\",\"behavior\":\"view\",\"ts\":\"2025-04-21 14:10:45.123\"}";

  @TempDir Path directory;

  private InMemoryTally tally;

  @BeforeEach
  void countSomething() {
    tally = InMemoryTally.onPipe(directory);
    count(tally);
    tally.terminal.output();
    tally.terminal.errors();
  }

  private static void count(InMemoryTally tally) {
    tally.append("user_behaviors", EVENT.formatted("sports"), EVENT.formatted("books\\u001b[31m"));
    tally.execute("run behavior-counts --until end");
  }

  @Test
  void pipeGetsTheLastValueOfEachKeyInOrder() {
    assertThat(tally.execute("watch behavior_stats --until end")).isZero();

    assertThat(tally.terminal.output())
        .isEqualTo(
            """
            {"category":"books\\u001B[31m","behavior":"view","behavior_count":1,"update_time":"2025-04-21T14:15:00"}
            {"category":"sports","behavior":"view","behavior_count":1,"update_time":"2025-04-21T14:15:00"}
            """);
    assertThat(tally.terminal.errors()).isEmpty();
  }

  @Test
  void terminalGetsATable() {
    InMemoryTally onTerminal = InMemoryTally.onTerminal(directory);
    count(onTerminal);
    onTerminal.terminal.output();

    assertThat(onTerminal.execute("watch behavior_stats --until end")).isZero();

    assertThat(onTerminal.terminal.output())
        .endsWith(
            """
            category  behavior  behavior_count  update_time
            books     view                   1  2025-04-21T14:15:00
            sports    view                   1  2025-04-21T14:15:00
            """);
  }

  @Test
  void topicWithoutKeysIsNoTable() {
    assertThat(tally.execute("watch user_behaviors --until end")).isEqualTo(8);

    assertThat(tally.terminal.errors())
        .isEqualTo(
            """
            tally: Topic 'user_behaviors' is no table: it has records without a key.
            Watch a job's output topic, such as behavior_stats; ./tally topics lists them.
            """);
  }

  @Test
  void unknownTopicIsAnsweredWithTheNearest() {
    assertThat(tally.execute("watch behaviour_stats")).isEqualTo(4);

    assertThat(tally.terminal.errors())
        .isEqualTo(
            """
            tally: Topic 'behaviour_stats' does not exist on in-memory:0, which has behavior_stats, user_behaviors, user_behaviors.dead-letter.
            Did you mean 'behavior_stats'? Otherwise: Run a job that writes it, or see ./tally topics.
            """);
  }

  @Test
  void noBrokerIsStartedOnlyToSayThatATopicIsMissing() {
    InMemoryTally atRest = InMemoryTally.onPipe(directory);
    atRest.topicsAtRest = Optional.of(List.of("user_behaviors"));

    assertThat(atRest.execute("watch behavior_stats")).isEqualTo(4);
    assertThat(atRest.execute("run behavior-counts --input clicks")).isEqualTo(4);

    assertThat(atRest.terminal.errors())
        .isEqualTo(
            """
            tally: Topic 'behavior_stats' does not exist in .tally, which has user_behaviors.
            Run a job that writes it, or see ./tally topics.
            tally: Topic 'clicks' does not exist in .tally, which has user_behaviors.
            Send events to it with ./tally generate behaviors --topic clicks, or name another with --input.
            """);
    assertThat(atRest.brokerCalls).isEmpty();
  }

  @Test
  void topicsAreListed() {
    assertThat(tally.execute("topics")).isZero();

    assertThat(tally.terminal.output())
        .isEqualTo(
            """
            topic                       partitions  records  cleanup
            behavior_stats                       2        2  compact
            user_behaviors                       2        2  delete
            user_behaviors.dead-letter           2        0  delete
            """);
  }
}
