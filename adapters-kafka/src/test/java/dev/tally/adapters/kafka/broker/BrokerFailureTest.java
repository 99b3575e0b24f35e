package dev.tally.adapters.kafka.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerFailureTest {

  private static final int PORT = 9092;

  private final BrokerFailure failure =
      new BrokerFailure(Path.of("/data"), Path.of("/logs/broker.log"));

  @Test
  void takenPortIsFoundDeepInTheCauses() {
    TallyException explained =
        failure.explainStart(new KafkaException("cannot bind", new BindException("in use")), PORT);

    assertThat(explained.problem()).isEqualTo(Problem.BUSY);
    assertThat(explained).hasMessageStartingWith("Port 9092 of 127.0.0.1 is taken");
  }

  @Test
  void fullDeviceNamesTheDirectory() {
    TallyException explained =
        failure.explainStart(new KafkaException(new IOException("No space left on device")), PORT);

    assertThat(explained.problem()).isEqualTo(Problem.STATE);
    assertThat(explained).hasMessageStartingWith("The device of /data is full,");
  }

  @Test
  void deniedAccessNamesTheFile() {
    TallyException explained =
        failure.explainStart(new AccessDeniedException("/data/kafka/x"), PORT);

    assertThat(explained.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(explained).hasMessageStartingWith("No access to /data/kafka/x.");
  }

  @Test
  void refusedSettingIsTheUsersToMend() {
    TallyException explained =
        failure.explainStart(new ConfigException("listeners", "x", "is odd"), PORT);

    assertThat(explained.problem()).isEqualTo(Problem.USAGE);
  }

  @Test
  void anythingElseRefersToTheLog() {
    assertThat(failure.explainStart(new IllegalStateException("odd"), PORT))
        .hasMessage(
            "The embedded broker on /data could not start: java.lang.IllegalStateException: odd.%nSee /logs/broker.log."
                .formatted());
  }

  @Test
  void endWithoutAWordRefersToTheLog(@TempDir Path data) {
    assertThat(new BrokerFailure(data, Path.of("/logs/broker.log")).explainEnd())
        .hasMessage(
            "The embedded broker on %s has ended unexpectedly.%nSee /logs/broker.log."
                .formatted(data));
  }

  @Test
  void messageOfSeveralLinesReachesTheParentWhole() {
    TallyException told = new TallyException(Problem.BUSY, "what%nfix".formatted());
    ByteArrayOutputStream pipe = new ByteArrayOutputStream();

    new ParentPipe(new PrintStream(pipe, true, StandardCharsets.UTF_8)).failed(told);

    String[] lines = pipe.toString(StandardCharsets.UTF_8).split("\\R");
    assertThat(lines).hasSize(1);
    TallyException heard = ParentPipe.parseFailure(lines[0]);
    assertThat(heard).hasMessage(told.getMessage());
    assertThat(heard.problem()).isEqualTo(Problem.BUSY);
  }
}
