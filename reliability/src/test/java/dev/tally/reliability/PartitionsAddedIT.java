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

/** The input gets more partitions while the job runs. */
@ExtendWith(SharedBroker.class)
class PartitionsAddedIT {

  private static final int EVENTS = 1_000;
  private static final int MORE_PARTITIONS = 4;

  @ParameterizedTest
  @EnumSource
  void newPartitionsAreReadFromTheirFirstRecord(
      Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess run = stage.start();
      stage.watch().awaitTotal(EVENTS);

      broker.addPartitions(stage.input(), MORE_PARTITIONS);
      stage.feed().spreadOver(MORE_PARTITIONS);
      stage.feed().send(EVENTS);
      stage.watch().awaitTotal(2 * EVENTS);
      run.terminate();
      Ended ended = run.end(Stage.PATIENCE);

      assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
      stage.assertSound(ended, stage.promise());
    }
  }
}
