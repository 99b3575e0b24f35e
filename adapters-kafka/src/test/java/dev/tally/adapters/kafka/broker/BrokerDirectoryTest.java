package dev.tally.adapters.kafka.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerDirectoryTest {

  @TempDir Path root;

  @Test
  void fileInItsPlaceIsNamedWithTheOptionThatHelps() throws IOException {
    Path file = Files.writeString(root.resolve("data"), "not a directory");

    assertThatThrownBy(() -> BrokerDirectory.create(file))
        .isInstanceOf(TallyException.class)
        .hasMessage(
            "Cannot use %s as the broker's data directory: a file is in its place.%nMake it writable, or name another with --data-dir."
                .formatted(file));
  }
}
