package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {

  private static final String VIEW = "{\"category\":\"books\",\"behavior\":\"view\"}";
  private static final String RUN = "run behavior-counts --until end --parallelism 1";

  @TempDir Path directory;
  private InMemoryTally tally;

  @BeforeEach
  void open() {
    tally = InMemoryTally.onPipe(directory);
  }

  @Test
  void runSaysWhereItsRejectedRecordsAre() {
    tally.append("user_behaviors", VIEW, "{}", "[1]", VIEW);

    assertThat(tally.execute(RUN)).isZero();

    assertThat(tally.terminal.output())
        .contains("read 4 = counted 2 + late 0 + rejected 2 + ignored 0\n");
    assertThat(tally.topics.records("user_behaviors.dead-letter")).hasSize(2);
  }

  @Test
  void lettersAreShownByReasonShortenedAndWithoutWhatATerminalObeys() {
    tally.append(
        "user_behaviors",
        "{}",
        "{\"a\":1}",
        "{\"a\":2}",
        "[\"\u001B[31mred\u0007\"," + "9".repeat(500) + "]");
    tally.execute(RUN);
    tally.terminal.output();

    assertThat(tally.execute("dead-letters user_behaviors")).isZero();

    assertThat(tally.terminal.output())
        .isEqualTo(
            """
            user_behaviors.dead-letter: 4 dead letters, 2 reasons

                  3  field "category" is missing
                     topic user_behaviors, partition 0, offset 0, 1970-01-01T00:00:00Z, in-process: {}
                     topic user_behaviors, partition 0, offset 1, 1970-01-01T00:00:00Z, in-process: {"a":1}

                  1  an array, not a JSON object
                     topic user_behaviors, partition 0, offset 3, 1970-01-01T00:00:00Z, in-process: ["red",%s…
            """
                .formatted("9".repeat(113)));
  }

  @Test
  void jsonHasEachLetterWhole() throws IOException {
    tally.append("user_behaviors", "{}", "[1]");
    tally.execute(RUN);
    tally.terminal.output();

    assertThat(tally.execute("dead-letters user_behaviors.dead-letter --format json")).isZero();

    List<String> lines = tally.terminal.output().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode letter = new ObjectMapper().readTree(lines.get(1));
    assertThat(letter.path("offset").asLong()).isEqualTo(1);
    assertThat(letter.path("value").asText()).isEqualTo("[1]");
    assertThat(letter.path("key").isNull()).isTrue();
    assertThat(letter.path("reason").asText()).isEqualTo("an array, not a JSON object");
    assertThat(letter.path("engine").asText()).isEqualTo("in-process");
  }

  @Test
  void replaySendsThemBackOnce() {
    tally.append("user_behaviors", "{}", VIEW, "[1]");
    tally.execute(RUN);
    tally.terminal.output();

    assertThat(tally.execute("dead-letters user_behaviors --replay")).isZero();
    assertThat(tally.execute("dead-letters user_behaviors --replay")).isZero();

    assertThat(tally.terminal.output())
        .isEqualTo(
            """
            Replayed 2 dead letters of user_behaviors.dead-letter to user_behaviors.
            Nothing to replay: no new dead letters in user_behaviors.dead-letter.
            2 were replayed before.
            """);
    assertThat(tally.topics.endOffsets("user_behaviors")).containsEntry(0, 5L);
  }

  @Test
  void topicWithoutDeadLettersIsNamed() {
    tally.append("user_behaviors", VIEW);

    assertThat(tally.execute("dead-letters user_behaviors")).isEqualTo(4);

    assertThat(tally.terminal.errors())
        .startsWith(
            "tally: Topic 'user_behaviors.dead-letter' does not exist on in-memory:0, which has user_behaviors.\n");
  }

  @Test
  void runThatIsToFailStopsBeforeTheRecordAndSaysWhichOne() {
    tally.append("user_behaviors", VIEW, "{}", VIEW);

    assertThat(tally.execute(RUN + " --on-rejected fail")).isEqualTo(8);

    assertThat(tally.terminal.output())
        .contains("read 1 = counted 1 + late 0 + rejected 0 + ignored 0\n");
    assertThat(tally.terminal.errors())
        .contains(
            "tally: Stopped before a record that is no event: topic user_behaviors, partition 0, offset 1: field \"category\" is missing\n");
    assertThat(tally.execute(RUN + " --on-rejected skip")).isZero();
    assertThat(tally.terminal.output())
        .endsWith("\nread 3 = counted 2 + late 0 + rejected 1 + ignored 0\n");
    assertThat(tally.topics.records("user_behaviors.dead-letter")).isEmpty();
  }

  @Test
  void moreRejectedThanAcceptedEndTheRunWithTheFix() {
    tally.append("user_behaviors", VIEW, "{}", "{}");

    assertThat(tally.execute(RUN + " --max-rejects 1")).isEqualTo(8);

    assertThat(tally.terminal.errors())
        .endsWith(
            """
            tally: 2 of 3 records read were rejected, more than the limit of 1.
            Look at them with ./tally dead-letters user_behaviors.dead-letter. --max-rejects sets another limit.
            """);
    assertThat(tally.execute(RUN + " --max-rejects 70%")).isZero();
  }
}
