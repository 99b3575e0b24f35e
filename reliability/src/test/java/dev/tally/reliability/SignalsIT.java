package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGTERM and Ctrl-C: a first one ends gracefully, a second one at once. */
@ExtendWith(SharedBroker.class)
class SignalsIT {

  private static final int EVENTS = 2_000;
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @ParameterizedTest
  @EnumSource
  void firstSignalEndsGracefullyAndTheSecondAtOnce(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess interrupted = stage.start();
      stage.watch().awaitTotal(EVENTS);
      interrupted.signal("INT");
      Ended graceful = interrupted.end(Stage.PATIENCE);
      assertThat(graceful.code()).as(graceful.errors()).isEqualTo(130);
      stage.assertSound(graceful, stage.promise());

      stage.feed().send(EVENTS);
      TallyProcess terminated = stage.start();
      stage.watch().awaitTotal(2 * EVENTS);
      broker.signal("STOP"); // a graceful end now waits for the broker
      try {
        terminated.awaitLine(line -> line.contains("RUNNING"), Stage.PATIENCE);
        terminated.signal("TERM");
        terminated.awaitLine(line -> line.contains("stopping"), Stage.PATIENCE);
        terminated.signal("TERM");
        Ended atOnce = terminated.end(AT_ONCE);
        assertThat(atOnce.code()).as(atOnce.errors()).isEqualTo(143);
      } finally {
        broker.signal("CONT");
      }
      stage.assertSound(stage.finish());
    }
  }
}
