package dev.tally.adapters.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrokerCommandTest {

  @Test
  void brokerStartsQuicklyUnlessItIsToAnswerEvenly() {
    assertThat(command(false)).contains("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    assertThat(command(true))
        .contains("-XX:+UseZGC")
        .doesNotContain("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  private static List<String> command(boolean isLongRunning) {
    Path folder = Path.of("/data");
    return BrokerCommand.of(
        new BrokerArguments(folder, 0, folder.resolve("logs"), Optional.empty(), isLongRunning));
  }
}
