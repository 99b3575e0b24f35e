package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The output topic is not as a job would have made it. The command sees to that, on any engine. */
@ExtendWith(SharedBroker.class)
class OutputTopicIT {

  private static final int EVENTS = 1_000;

  @Test
  void outputThatIsNotCompactedIsSaidWithTheFix(Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, Engine.IN_PROCESS, Job.COUNTS)) {
      broker.keepWithoutCompaction(stage.output());
      stage.feed().send(EVENTS);

      Ended ended = stage.finish();

      assertThat(ended.errors()).contains("warning", stage.output(), "cleanup.policy=compact");
      stage.assertSound(ended);
    }
  }

  @Test
  void outputWithOtherPartitionsThanBeforeIsSaidWithTheFix(Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, Engine.IN_PROCESS, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      TallyProcess run = stage.start();
      stage.watch().awaitTotal(EVENTS);
      run.terminate();
      assertThat(run.end(Stage.PATIENCE).code()).isEqualTo(143);
      broker.addPartitions(stage.output(), 3);

      Ended ended = stage.finish();

      assertThat(ended.errors()).contains("warning", stage.output(), "partition");
    }
  }
}
