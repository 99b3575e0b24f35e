package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.Cluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateBehaviorsCommandTest {

  private static final String FIRST_OF_SEED_42 =
      "{\"user_id\":\"user_74\",\"item_id\":\"item_32\",\"category\":\"books\",\"behavior\":\"view\",";

  @TempDir Path directory;

  @Test
  void pipeGetsALineForEachEventAndTheEnd() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("generate behaviors --count 2 --seed 42")).isZero();

    assertThat(tally.terminal.output())
        .isEqualTo(
            "Sent: "
                + FIRST_OF_SEED_42
                + "\"ts\":\"2025-01-01 00:00:00.000\"}\n"
                + "Sent: {\"user_id\":\"user_4\",\"item_id\":\"item_173\",\"category\":\"books\","
                + "\"behavior\":\"purchase\",\"ts\":\"2025-01-01 00:00:00.100\"}\n"
                + "Data generation complete!\n");
    assertThat(tally.topics.describe(Cluster.at("any:1"), "user_behaviors").orElseThrow())
        .hasToString(
            "TopicDescription[name=user_behaviors, partitions=2, compacted=false, records=2]");
    assertThat(tally.brokerCalls).containsExactly("connectOrStart .tally", "close");
  }

  @Test
  void sameSeedMakesTheSameBytesWhateverTheRate() {
    InMemoryTally slow = InMemoryTally.onPipe(directory);
    InMemoryTally fast = InMemoryTally.onPipe(directory);

    slow.execute("generate behaviors --count 50 --seed 7 --rate 3");
    fast.execute("generate behaviors --count 50 --seed 7 --rate max");

    assertThat(fast.topics.upserts("user_behaviors"))
        .hasSize(50)
        .isEqualTo(slow.topics.upserts("user_behaviors"));
  }

  @Test
  void withoutASeedTheChosenOneIsToldAndTimeBeginsNow() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("generate behaviors --count 1")).isZero();

    assertThat(tally.terminal.errors()).contains("Seed: 42\n");
    assertThat(tally.terminal.output())
        .startsWith("Sent: " + FIRST_OF_SEED_42 + "\"ts\":\"2025-04-21 14:15:00.000\"}\n");
  }

  @Test
  void startIsTheFirstEventsTime() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    tally.execute("generate behaviors --count 1 --seed 42 --start 2020-02-29T23:59:59.5Z");

    assertThat(tally.terminal.output()).contains("\"ts\":\"2020-02-29 23:59:59.500\"}\n");
  }

  @Test
  void terminalGetsAProgressBarInsteadOfLines() {
    InMemoryTally tally = InMemoryTally.onTerminal(directory);

    assertThat(tally.execute("generate behaviors --count 10 --seed 1")).isZero();

    assertThat(tally.terminal.output())
        .startsWith("\r[###...........................] 1/10  0.0/s\033[K\n")
        .endsWith("Data generation complete!\n")
        .doesNotContain("Sent:");
  }

  @Test
  void quietPipeGetsTheEndOnly() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    tally.execute("generate behaviors --count 1000 --seed 1 --rate max --quiet");

    assertThat(tally.terminal.output()).isEqualTo("Data generation complete!\n");
  }

  @Test
  void missingTopicOfAnotherBrokerIsNotCreated() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("clicks");

    assertThat(
            tally.execute(
                "generate behaviors --topic clics --bootstrap-servers " + InMemoryTally.ADDRESS))
        .isEqualTo(4);

    assertThat(tally.terminal.errors())
        .endsWith(
            """
            tally: Topic 'clics' does not exist on in-memory:0, which has clicks.
            Did you mean 'clicks'? Otherwise: Create it there, or name another with --topic.
            """);
    assertThat(tally.brokerCalls).isEmpty();
  }

  @Test
  void generatorThatIsAskedToStopSaysHowFarItCame() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.stop.request(143);

    assertThat(tally.execute("generate behaviors --count 1000 --seed 1")).isEqualTo(143);

    assertThat(tally.terminal.output())
        .isEqualTo("Data generation stopped after 0 of 1,000 events\n");
  }
}
