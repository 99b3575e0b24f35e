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

/** Broker and job are killed together, and both come back. */
@ExtendWith(SharedBroker.class)
class BrokerAndJobKilledIT {

  private static final int BEFORE = 1_000;

  @ParameterizedTest
  @EnumSource
  void windowsAreExactAfterEverythingWasKilled(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.WINDOWS)) {
      stage.feed().goOn();
      TallyProcess run = stage.start();
      stage.awaitKeptState();
      stage.watch().awaitTotal(BEFORE);

      broker.kill();
      run.kill();
      broker.restart();
      stage.feed().stop();

      Ended last = stage.finish();
      assertThat(last.errors()).contains("resumed from " + stage.input());
      stage.assertSound(last);
    }
  }
}
