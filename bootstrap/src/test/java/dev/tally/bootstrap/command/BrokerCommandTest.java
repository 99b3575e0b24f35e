package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BrokerCommandTest {

  @TempDir Path directory;

  @Test
  void brokerServesUntilTheUserEndsIt() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.stop.request(143);

    assertThat(tally.execute("broker --port 1234 --data-dir data")).isEqualTo(143);

    assertThat(tally.terminal.output())
        .isEqualTo(
            "Broker ready at in-memory:0, data in data, log in broker.log. Ctrl-C ends it.\n");
    assertThat(tally.brokerCalls).containsExactly("start data 1234", "close");
  }

  @Test
  void brokerThatEndsByItselfIsAFailure() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.brokerEnded.complete(null);

    assertThat(tally.execute("broker")).isEqualTo(7);

    assertThat(tally.terminal.errors()).isEqualTo("tally: The broker has ended.\n");
    assertThat(tally.brokerCalls).containsExactly("start .tally 9092", "close");
  }
}
