package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tally.application.conformance.Upsert;
import dev.tally.application.port.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunMinuteWindowsCommandTest {

  @TempDir Path directory;

  @Test
  void windowsAreCountedAndFinalAtTheEndOfInput() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("test-topic", message("14:08:35"), message("14:08:00"), message("14:09:00"), "{}");

    assertThat(tally.execute("run minute-windows --until end --parallelism 1")).isZero();

    assertThat(lastRows(tally))
        .containsExactly(
            "{\"window_start\":\"2025-04-21T14:08:00\",\"window_end\":\"2025-04-21T14:09:00\","
                + "\"count\":2,\"state\":\"final\",\"update_time\":\"2025-04-21T14:15:00\"}",
            "{\"window_start\":\"2025-04-21T14:09:00\",\"window_end\":\"2025-04-21T14:10:00\","
                + "\"count\":1,\"state\":\"final\",\"update_time\":\"2025-04-21T14:15:00\"}");
    assertThat(tally.terminal.output())
        .contains(
            "\nrejected: topic test-topic, partition 0, offset 3: field \"timestamp\" is missing\n")
        .endsWith("\nread 4 = counted 3 + late 0 + rejected 1 + ignored 0\n");
  }

  @Test
  void everyOptionOfTimeIsObeyed() throws IOException {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.topics.createIfMissing(Cluster.at(InMemoryTally.ADDRESS), "talk", 1, false);
    // Now is 14:15 in UTC, 23:15 in Seoul.
    tally.append(
        "talk",
        message("23:08:00"),
        message("23:10:31"), // watermark 23:10:30: the window to 23:10:20 is final
        message("23:10:19"), // late
        message("23:10:20"), // its window is open
        message("23:16:01")); // more than 1 min in the future

    assertThat(
            tally.execute(
                "run minute-windows --input talk --output told --until end --parallelism 1"
                    + " --window 20s --watermark-delay 1s --allowed-lateness 10s"
                    + " --max-future-skew 1m --idle-after 1s --zone Asia/Seoul --report r.json"))
        .isZero();

    assertThat(tally.topics.upserts("told"))
        .last()
        .hasToString(
            "Upsert[key={\"window_start\":\"2025-04-21T23:16:00\",\"window_end\":\"2025-04-21T23:16:20\"}, "
                + "value={\"window_start\":\"2025-04-21T23:16:00\",\"window_end\":\"2025-04-21T23:16:20\","
                + "\"count\":1,\"state\":\"final\",\"update_time\":\"2025-04-21T23:15:00\"}]");
    assertThat(tally.terminal.output())
        .contains("\n1 counted events are too far in the future to move the watermark\n")
        .endsWith("\nread 5 = counted 4 + late 1 + rejected 0 + ignored 0\n");
    JsonNode report = new ObjectMapper().readTree(directory.resolve("r.json").toFile());
    assertThat(report.path("job").asText()).isEqualTo("minute-windows");
    assertThat(report.path("late").asLong()).isEqualTo(1);
    assertThat(report.path("future").asLong()).isEqualTo(1);
    assertThat(report.path("watermark").asText()).isEqualTo("end of input");
  }

  @Test
  void allMessagesOfTheOriginalGeneratorAreCounted() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.execute("generate messages");

    assertThat(tally.execute("run minute-windows --until end")).isZero();

    assertThat(tally.terminal.output())
        .endsWith("\nread 30 = counted 30 + late 0 + rejected 0 + ignored 0\n");
    assertThat(lastRows(tally)).hasSize(5).allMatch(row -> row.contains("\"state\":\"final\""));
  }

  @Test
  void terminalGetsTheWindowsAsATableWithBars() {
    InMemoryTally tally = InMemoryTally.onTerminal(directory);
    tally.append("test-topic", message("14:08:35"), message("14:08:36"), message("14:09:00"));

    assertThat(tally.execute("run minute-windows --until end")).isZero();

    assertThat(tally.terminal.output())
        .contains(
            """
            start                end                  count  state
            2025-04-21T14:08:00  2025-04-21T14:09:00      2  final  ########################################
            2025-04-21T14:09:00  2025-04-21T14:10:00      1  final  ####################

            minute-windows: FINISHED""");
  }

  @Test
  void missingInputTopicIsAnsweredWithTheFix() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("run minute-windows")).isEqualTo(4);

    assertThat(tally.terminal.errors())
        .contains("Topic 'test-topic' does not exist")
        .endsWith(
            "Send messages to it with ./tally generate messages --topic test-topic, or name another with --input.\n");
  }

  private static String message(String time) {
    return "{\"id\":1,\"message\":\"테스트\",\"timestamp\":\"2025-04-21 " + time + "\"}";
  }

  private static List<String> lastRows(InMemoryTally tally) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (Upsert upsert : tally.topics.upserts("message_windows")) {
      rows.put(upsert.key(), String.valueOf(upsert.value()));
    }
    return rows.values().stream().sorted().toList();
  }
}
