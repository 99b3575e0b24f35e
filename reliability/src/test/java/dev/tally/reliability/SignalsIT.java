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

/** SIGTERM and Ctrl-C: a first one ends gracefully, a second one at once. */
@ExtendWith(SharedBroker.class)
class SignalsIT {

  @ParameterizedTest
  @EnumSource
  void firstSignalEndsGracefullyAndTheSecondAtOnce(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      stage.feed().goOn();
      Ended atOnce = terminateTwice(stage, broker);
      assertThat(atOnce.code()).as(atOnce.errors()).isEqualTo(143);
      assertThat(atOnce.output()).noneMatch(line -> line.startsWith("read "));

      int sent = stage.feed().stop();
      TallyProcess interrupted = stage.start();
      stage.watch().awaitTotal(sent);
      interrupted.signal("INT");
      Ended graceful = interrupted.end(Stage.PATIENCE);
      assertThat(graceful.code()).as(graceful.errors()).isEqualTo(130);
      stage.assertSound(graceful, stage.promise());
    }
  }

  // A graceful end of a job in full flow waits for the broker, which sleeps.
  private static Ended terminateTwice(Stage stage, Broker broker)
      throws IOException, InterruptedException {
    TallyProcess run = stage.start();
    stage.watch().awaitVersions(1);
    broker.signal("STOP");
    try {
      run.terminate();
      run.awaitLine(line -> line.contains("stopping"), Stage.PATIENCE);
      run.terminate();
      return run.end(Stage.PATIENCE);
    } finally {
      broker.signal("CONT");
    }
  }
}
