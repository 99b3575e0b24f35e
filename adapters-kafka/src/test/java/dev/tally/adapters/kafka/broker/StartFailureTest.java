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
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

final class StartFailureTest {

  private final StartFailure failure =
      new StartFailure(
          new BrokerArguments(Path.of("/data"), 9092, Path.of("/logs"), Optional.empty()));

  @Test
  void takenPortIsFoundDeepInTheCauses() {
    TallyException explained =
        failure.explain(new KafkaException("cannot bind", new BindException("in use")));

    assertThat(explained.problem()).isEqualTo(Problem.BUSY);
    assertThat(explained).hasMessageStartingWith("Port 9092 of 127.0.0.1 is taken");
  }

  @Test
  void fullDeviceNamesTheDirectory() {
    TallyException explained =
        failure.explain(new KafkaException(new IOException("No space left on device")));

    assertThat(explained.problem()).isEqualTo(Problem.STATE);
    assertThat(explained).hasMessageStartingWith("The device of /data is full.");
  }

  @Test
  void deniedAccessNamesTheFile() {
    TallyException explained = failure.explain(new AccessDeniedException("/data/kafka/x"));

    assertThat(explained.problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(explained).hasMessageStartingWith("No access to /data/kafka/x.");
  }

  @Test
  void refusedSettingIsTheUsersToMend() {
    TallyException explained = failure.explain(new ConfigException("listeners", "x", "is odd"));

    assertThat(explained.problem()).isEqualTo(Problem.USAGE);
  }

  @Test
  void anythingElseRefersToTheLog() {
    assertThat(failure.explain(new IllegalStateException("odd")))
        .hasMessage(
            "The embedded broker on /data could not start: java.lang.IllegalStateException: odd.%nSee /logs/broker.log."
                .formatted());
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
