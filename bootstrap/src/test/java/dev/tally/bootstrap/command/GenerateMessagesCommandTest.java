package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.conformance.Upsert;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateMessagesCommandTest {

  @TempDir Path directory;

  @Test
  void pipeGetsALineForEachMessageAndTheEnd() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(
            tally.execute("generate messages --count 2 --seed 42 --start 2024-02-29T23:58:00.999Z"))
        .isZero();

    assertThat(tally.terminal.output())
        .isEqualTo(
            """
            Sent: {"id":0,"message":"테스트 메시지 0","timestamp":"2024-03-01 00:01:42"}
            Sent: {"id":1,"message":"테스트 메시지 1","timestamp":"2024-02-29 23:59:43"}
            Data generation complete!
            """);
  }

  @Test
  void thirtyMessagesOfTheLastFiveMinutesAreUsual() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("generate messages")).isZero();

    assertThat(tally.terminal.errors()).contains("Seed: 42\n");
    List<String> times = times(tally.terminal.output());
    assertThat(times)
        .hasSize(30)
        .allMatch(time -> time.compareTo("2025-04-21 14:10:00") >= 0)
        .allMatch(time -> time.compareTo("2025-04-21 14:15:00") < 0);
    assertThat(times).isNotEqualTo(times.stream().sorted().toList());
    assertThat(tally.topics.endOffsets("test-topic")).containsOnlyKeys(0, 1);
  }

  @Test
  void sameSeedAndStartMakeTheSameBytesWhateverTheRate() {
    InMemoryTally slow = InMemoryTally.onPipe(directory);
    InMemoryTally fast = InMemoryTally.onPipe(directory);
    String line =
        "generate messages --seed 7 --start 2025-01-01T00:00:00Z --late-share 0.1 --rate ";

    slow.execute(line + "3");
    fast.execute(line + "max");

    List<Upsert> sent = fast.topics.upserts("test-topic");
    assertThat(sent).hasSize(30).isEqualTo(slow.topics.upserts("test-topic"));
  }

  @Test
  void lateAndFutureMessagesAreMadeWhereAskedFor() {
    InMemoryTally late = InMemoryTally.onPipe(directory);
    InMemoryTally future = InMemoryTally.onPipe(directory);
    String line = "generate messages --count 20 --seed 1 --start 2025-04-21T14:10:00Z --spread 1m ";

    late.execute(line + "--late-share 1");
    future.execute(line + "--future-share 1");

    assertThat(times(late.terminal.output()))
        .hasSize(20)
        .allMatch(time -> time.compareTo("2025-04-21 13:11:00") < 0)
        .allMatch(time -> time.compareTo("2025-04-21 12:10:00") >= 0);
    assertThat(times(future.terminal.output()))
        .hasSize(20)
        .allMatch(time -> time.startsWith("2025-04-22 14:10:"));
  }

  @Test
  void timestampsAreWrittenInTheZone() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    tally.execute(
        "generate messages --count 1 --seed 42 --start 2025-04-21T14:10:00Z --spread 1s --zone Asia/Seoul");

    assertThat(tally.terminal.output()).contains("\"timestamp\":\"2025-04-21 23:10:00\"}\n");
  }

  private static List<String> times(String output) {
    return Pattern.compile("\"timestamp\":\"([^\"]+)\"")
        .matcher(output)
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }
}
