package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker is killed and comes back, while the job runs on. */
@ExtendWith(SharedBroker.class)
class BrokerKilledIT {

  private static final int BEFORE = 1_000;

  @ParameterizedTest
  @EnumSource
  void jobOutlivesTheBroker(Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      stage.feed().goOn();
      TallyProcess run = stage.start();
      stage.watch().awaitTotal(BEFORE);

      broker.kill();
      stage.restarted(); // an engine may go back to its last checkpoint
      broker.restart();

      long counted = stage.watch().total();
      stage.watch().awaitTotal(counted + BEFORE);
      int sent = stage.feed().stop();
      stage.watch().awaitTotal(sent);
      run.terminate();
      Ended ended = run.end(Stage.PATIENCE);

      assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
      assertThat(ended.errors()).containsOnlyOnce("does not answer; waiting");
      assertThat(ended.errors()).containsOnlyOnce("reconnected to the broker at");
      stage.assertSound(ended, stage.promise());
    }
  }
}
