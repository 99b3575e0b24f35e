package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No file can grow any more, as on a full disk: the shell's limit on the size of files does it
 * without a disk of its own.
 */
@ExtendWith(SharedBroker.class)
class DiskFullIT {

  private static final int ROWS = 60_000;
  private static final int EVENTS = 1_000;
  private static final int MORE_EVENTS = 150_000;

  /** Less than the results and states here. */
  private static final int LARGEST_FILE_KIBIBYTES = 1_024;

  /** Rejected rows make the result larger than any file may be. */
  @ParameterizedTest
  @EnumSource
  void resultBeforeIsWholeWhereTheNextCannotBeWritten(Engine engine, @TempDir Path directory)
      throws IOException, InterruptedException {
    Path result = directory.resolve("sales_summary/part-00000.csv");
    String before = "books,20.00,10.000000,2,1\n";
    Files.createDirectories(directory.resolve("sales_summary"));
    Files.writeString(result, before);
    Files.writeString(directory.resolve("sales.csv"), "no sale at all\n".repeat(ROWS));
    String run = "run sales-summary --engine %s --input sales.csv".formatted(engine);

    try (TallyProcess limited = TallyProcess.start(directory, limitedFiles(), run)) {
      Ended ended = limited.end(Stage.PATIENCE);

      // Flink unpacks a library beside its state before it reads a row: there is no room for that.
      boolean isStateFirst = engine == Engine.FLINK;
      assertThat(ended.code()).as(ended.errors()).isEqualTo(isStateFirst ? 7 : 5);
      assertThat(ended.errors()).contains(isStateFirst ? "Make room" : "Free some space");
    }
    assertThat(result).hasContent(before);
    assertThat(directory.resolve("sales_summary").toFile().list())
        .containsExactly("part-00000.csv");
  }

  @ParameterizedTest
  @EnumSource(names = {"FLINK", "SPARK"})
  void stateBeforeIsWholeWhereTheNextCannotBeWritten(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.MANY_COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess first = stage.start();
      stage.watch().awaitTotal(EVENTS);
      first.terminate();
      assertThat(first.end(Stage.PATIENCE).code()).isEqualTo(143);

      stage.feed().send(MORE_EVENTS);
      Ended full = stage.startUnder(limitedFiles()).end(Stage.PATIENCE);
      assertThat(full.code()).as(full.errors()).isNotIn(0, 143);
      assertThat(full.errors()).contains("state");

      Ended last = stage.finish();
      assertThat(last.errors()).contains("resumed from");
      stage.assertSound(last);
    }
  }

  private static List<String> limitedFiles() {
    return List.of(
        "bash", "-c", "ulimit -f %d; exec \"$0\" \"$@\"".formatted(LARGEST_FILE_KIBIBYTES));
  }
}
