package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code kill -9} of the job between emission and commit, with sends in flight, then the same
 * command again.
 */
@ExtendWith(SharedBroker.class)
class KilledInFlightIT {

  private static final KillPlan PLAN = KillPlan.ofThisRun();
  private static final int MOST_EMISSIONS = 3;

  /** Flink and Spark commit after the rows have arrived: killed at once, they have not yet. */
  @ParameterizedTest
  @EnumSource(names = {"FLINK", "SPARK"})
  void windowsAreExactWhereTheJobIsKilledAsItsRowsArrive(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    Random random = PLAN.random();
    try (Stage stage = new Stage(broker, directory, engine, Job.WINDOWS)) {
      stage.feed().goOn();
      for (int round = 0; round < PLAN.rounds(); round++) {
        TallyProcess run = stage.start();
        for (int emissions = 1 + random.nextInt(MOST_EMISSIONS); emissions > 0; emissions--) {
          stage.watch().awaitVersions(1);
        }
        run.kill();
      }
      stage.feed().stop();
      Ended last = stage.finish();

      assertThat(last.code()).as(PLAN + last.errors()).isZero();
      stage.assertSound(last);
    }
  }

  /** In-process, rows are committed in a transaction: it is seen to be open. */
  @ParameterizedTest
  @ValueSource(strings = {"", " --commit-every 350ms"})
  void windowsAreExactWhereTheJobIsKilledInItsTransaction(
      String options, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, Engine.IN_PROCESS, Job.WINDOWS)) {
      stage.feed().goOn();
      for (int round = 0; round < PLAN.rounds(); round++) {
        TallyProcess run = stage.start(options);
        do {
          run.signal("CONT");
          stage.watch().awaitVersions(1);
          run.signal("STOP");
        } while (!stage.hasOpenTransaction());
        run.kill();
        assertThat(stage.hasOpenTransaction()).isTrue();
      }
      stage.feed().stop();
      Ended last = stage.finish(options);

      assertThat(last.code()).as(PLAN + last.errors()).isZero();
      stage.assertSound(last);
    }
  }
}
