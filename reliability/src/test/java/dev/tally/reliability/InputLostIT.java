package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that a job has yet to read, or its whole topic, are deleted. */
@ExtendWith(SharedBroker.class)
class InputLostIT {

  private static final int EVENTS = 1_000;

  @ParameterizedTest
  @EnumSource
  void lostInputIsSaidAndNeverSkipped(Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess run = stage.start();
      stage.watch().awaitTotal(EVENTS);
      run.terminate();
      assertThat(run.end(Stage.PATIENCE).code()).isEqualTo(143);

      stage.feed().send(EVENTS);
      broker.expire(stage.input(), 0, EVENTS * 3 / 4);
      Ended expired = stage.start().end(Stage.PATIENCE);
      assertThat(expired.code()).as(expired.errors()).isEqualTo(7);
      assertThat(expired.errors()).contains(stage.input(), "partition 0", "--fresh");

      TallyProcess fresh = stage.start(" --fresh");
      stage.watch().awaitVersions(1);
      broker.delete(stage.input());
      Ended deleted = fresh.end(Stage.PATIENCE);
      assertThat(deleted.code()).as(deleted.errors()).isEqualTo(4);
      assertThat(deleted.errors()).contains(stage.input(), "deleted");
    }
  }

  /** The application checks that for every engine in the same words. */
  @Test
  void topicThatWasMadeAnewIsNotTakenForTheOldOne(Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, Engine.IN_PROCESS, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess run = stage.start();
      stage.watch().awaitTotal(EVENTS);
      run.terminate();
      assertThat(run.end(Stage.PATIENCE).code()).isEqualTo(143);

      broker.delete(stage.input());
      broker.createInput(stage.input(), 2);
      stage.feed().send(2 * EVENTS);
      Ended refused = stage.start().end(Stage.PATIENCE);

      assertThat(refused.code()).as(refused.errors()).isEqualTo(7);
      assertThat(refused.errors()).contains(stage.input(), "made anew", "--fresh");
      Ended anew = stage.finish(" --fresh");
      assertThat(anew.code()).as(anew.errors()).isZero();
      stage.assertSameRowsAsUndisturbed();
    }
  }
}
