package dev.tally.adapters.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrokerArgumentsTest {

  private static final BrokerDirectory DIRECTORY = new BrokerDirectory(Path.of("/data = here"));

  @Test
  void childParsesWhatTheParentWrote() {
    BrokerArguments arguments =
        BrokerArguments.of(
            DIRECTORY,
            BrokerOptions.defaults()
                .withPort(9092)
                .withLogDirectory(Path.of("/logs"))
                .withServerProperties(Path.of("/secure.properties"), Map.of()));

    String[] line = arguments.toCommandLine().toArray(String[]::new);

    assertThat(BrokerArguments.parse(line)).isEqualTo(arguments);
  }

  @Test
  void logsLieInTheDataDirectoryUnlessAskedOtherwise() {
    assertThat(BrokerArguments.of(DIRECTORY, BrokerOptions.defaults()))
        .isEqualTo(
            new BrokerArguments(
                DIRECTORY.root(), 0, Path.of("/data = here/logs"), Optional.empty(), false));
  }

  @Test
  void missingArgumentIsNamed() {
    assertThatThrownBy(() -> BrokerArguments.parse(new String[] {"port=0"}))
        .hasMessage("Missing argument data-dir=VALUE");
  }

  @Test
  void portBeyondTheRangeIsNamed() {
    for (int port : List.of(-1, 65_536)) {
      assertThatThrownBy(() -> BrokerOptions.defaults().withPort(port))
          .hasMessage("port must be 0 to 65535, not " + port);
    }
  }
}
