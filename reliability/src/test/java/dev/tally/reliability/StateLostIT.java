package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The state is missing or damaged, and the output topic is not empty. */
@ExtendWith(SharedBroker.class)
class StateLostIT {

  private static final int EVENTS = 1_000;

  @ParameterizedTest
  @EnumSource
  void jobWithoutItsStateIsRefusedUntilTheUserChooses(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.WINDOWS)) {
      runForAWhile(stage);
      if (engine == Engine.IN_PROCESS) {
        broker.delete(stage.stateTopic());
      } else {
        delete(stage.stateDirectory());
      }
      stage.feed().send(EVENTS);
      assertRefused(stage.start().end(Stage.PATIENCE));

      Ended restored = stage.finish(" --restore-from-output");

      assertThat(restored.errors()).contains("restored", stage.output());
      stage.assertSound(restored);
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedStateIsRefusedUntilTheUserChooses(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      runForAWhile(stage);
      if (engine == Engine.IN_PROCESS) {
        broker.spoil(stage.stateTopic());
      } else {
        spoil(stage.stateDirectory());
      }
      stage.feed().send(EVENTS);
      assertRefused(stage.start().end(Stage.PATIENCE));

      Ended anew = stage.finish(" --fresh");

      assertThat(anew.code()).as(anew.errors()).isZero();
      stage.assertSound(anew, stage.promiseOfAnew());
    }
  }

  private static void runForAWhile(Stage stage) throws IOException, InterruptedException {
    stage.feed().send(EVENTS);
    TallyProcess run = stage.start();
    stage.watch().awaitTotal(EVENTS);
    run.terminate();
    Ended ended = run.end(Stage.PATIENCE);
    assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
  }

  private static void assertRefused(Ended ended) {
    assertThat(ended.code()).as(ended.errors()).isEqualTo(7);
    assertThat(ended.errors()).contains("--fresh", "--restore-from-output");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }

  private static void spoil(Path folder) throws IOException {
    for (Path file : files(folder)) {
      if (Files.isRegularFile(file)) {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] ^= (byte) i;
        }
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
  }
}
