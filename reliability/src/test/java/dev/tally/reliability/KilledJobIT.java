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

/** {@code kill -9} of the job at random moments, then the same command again. */
@ExtendWith(SharedBroker.class)
class KilledJobIT {

  private static final KillPlan PLAN = KillPlan.ofThisRun();
  private static final int SOON = 3_000;

  @ParameterizedTest
  @EnumSource
  void countsAreExactHoweverOftenTheJobIsKilled(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    Random random = PLAN.random();
    try (Stage stage = new Stage(broker, directory, engine, Job.MIXED_COUNTS)) {
      stage.feed().goOn();
      for (int round = 0; round < PLAN.rounds(); round++) {
        TallyProcess run = stage.start();
        if (round == 0) {
          stage.awaitKeptState(); // before, a killed job has nothing to resume from
        } else {
          stage.watch().awaitVersions(1);
        }
        stage.watch().awaitTotal(stage.watch().total() + random.nextInt(SOON));
        run.kill();
      }
      stage.feed().stop();
      Ended last = stage.finish();

      assertThat(last.code()).as(PLAN + last.errors()).isZero();
      assertThat(last.errors()).contains("resumed from " + stage.input());
      stage.assertSound(last);
      stage.assertSameRowsAsUndisturbed();
    }
  }
}
