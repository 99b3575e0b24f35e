package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same job is started twice. */
@ExtendWith(SharedBroker.class)
class SecondInstanceIT {

  private static final int EVENTS = 2_000;

  @ParameterizedTest
  @EnumSource(names = {"FLINK", "SPARK"})
  void secondOneIsRefused(Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess first = stage.start();
      stage.watch().awaitTotal(EVENTS);

      Ended second = stage.start().end(Stage.PATIENCE);
      assertThat(second.code()).as(second.errors()).isEqualTo(6);
      assertThat(second.errors()).containsIgnoringCase("another run of behavior-counts");

      stage.feed().send(EVENTS);
      stage.watch().awaitTotal(2 * EVENTS);
      first.terminate();
      Ended ended = first.end(Stage.PATIENCE);
      assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
      stage.assertSound(ended, engine.promise(List.of()));
    }
  }

  /** The first one sleeps meanwhile, so that it still believes to be the only one. */
  @Test
  void secondOneTakesOverInProcess(Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, Engine.IN_PROCESS, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess first = stage.start();
      stage.watch().awaitTotal(EVENTS);
      first.signal("STOP");
      stage.feed().send(EVENTS);
      TallyProcess second = stage.start();
      stage.watch().awaitTotal(2 * EVENTS);

      first.signal("CONT");
      Ended fenced = first.end(Stage.PATIENCE);
      assertThat(fenced.code()).as(fenced.errors()).isEqualTo(6);
      assertThat(fenced.errors()).contains("behavior-counts", "taken over");

      stage.feed().send(EVENTS);
      stage.watch().awaitTotal(3 * EVENTS);
      second.terminate();
      Ended ended = second.end(Stage.PATIENCE);
      assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
      stage.assertSound(ended, stage.promise());
    }
  }
}
