package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DemoCommandTest {

  @TempDir Path directory;

  @Test
  void demoChecksWhatTheJobCountedAgainstWhatWasSent() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("demo --count 500 --rate max --seed 1")).isZero();

    assertThat(tally.terminal.output())
        .startsWith(
            "Demo of behavior-counts on in-process: a Kafka broker of its own, empty topics in .tally/demo, 500 events at full speed.\n")
        .containsPattern("\nFirst counts after [0-9.]+ s\n")
        .containsPattern("\ncategory +add_to_cart +click +purchase +view +total\nbooks ")
        .containsPattern("\ntotal .* 500\n")
        .contains("\nread 500 = counted 500 + late 0 + rejected 0 + ignored 0\n")
        .contains("\ncheck: 500 events sent, 500 counted in 20 cells: equal\n")
        .endsWith(
            "\nSee the output topic: ./tally watch behavior_stats --until end --data-dir .tally/demo\n");
    assertThat(tally.brokerCalls).containsExactly("start .tally/demo 0", "close");
  }

  @Test
  void demoOfMinuteWindowsChecksEachWindow() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("demo minute-windows --seed 1 --rate max")).isZero();

    assertThat(tally.terminal.output())
        .startsWith(
            "Demo of minute-windows on in-process: a Kafka broker of its own, empty topics in .tally/demo, 30 events at full speed.\n")
        .containsPattern("\nstart +end +count +state\n2025-04-21T14:10:00  2025-04-21T14:11:00 ")
        .contains("\nread 30 = counted 30 + late 0 + rejected 0 + ignored 0\n")
        .contains("\ncheck: 30 events sent, 30 counted in 5 windows: equal\n")
        .endsWith(
            "\nSee the output topic: ./tally watch message_windows --until end --data-dir .tally/demo\n");
  }

  @Test
  void whatAnEarlierDemoLeftIsRemoved() throws IOException {
    Path left = directory.resolve(".tally/demo/kafka/user_behaviors-0/0.log");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "old");
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    tally.execute("demo --count 1 --rate max");

    assertThat(left).doesNotExist();
  }

  @Test
  void demoDoesNotTouchADirectoryInUse() throws IOException {
    Path left = Files.createDirectories(directory.resolve(".tally/demo"));
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.brokerIsRunning = true;

    assertThat(tally.execute("demo")).isEqualTo(6);

    assertThat(left).exists();
    assertThat(tally.terminal.errors())
        .isEqualTo(
            "tally: A broker is running on %s: another demo, or a command that shows the last one.%nEnd it, then start the demo again.%n"
                .formatted(left));
  }

  @Test
  void demoThatIsEndedEarlyEndsGracefully() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.stop.request(130);

    assertThat(tally.execute("demo --count 500")).isEqualTo(130);

    assertThat(tally.brokerCalls).containsExactly("start .tally/demo 0", "close");
  }

  @Test
  void engineThatIsNotThereIsSaid() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("demo --engine flink")).isEqualTo(2);

    assertThat(tally.terminal.errors()).endsWith("tally: no flink here\n");
  }
}
