package dev.tally.adapters.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunningBrokerTest {

  @TempDir Path root;

  private final RunningBroker broker =
      new RunningBroker(42, "127.0.0.1:9092", Path.of("/logs here/broker.log"));

  @Test
  void isReadAsPublished() throws IOException {
    Path file = root.resolve("broker.properties");

    broker.publish(file);

    assertThat(RunningBroker.read(file)).contains(broker);
    assertThat(root).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void fileOfAKilledBrokerDoesNotCount() throws IOException {
    BrokerDirectory directory = BrokerDirectory.create(root);
    broker.publish(directory.addressFile());

    assertThat(RunningBroker.find(directory)).isEmpty();
  }

  @Test
  void damagedFileIsNoBroker() throws IOException {
    Path file = Files.writeString(root.resolve("broker.properties"), "pid=many");

    assertThat(RunningBroker.read(file)).isEmpty();
    assertThat(RunningBroker.read(root.resolve("none"))).isEmpty();
  }
}
