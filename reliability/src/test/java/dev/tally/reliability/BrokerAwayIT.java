package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The broker is away when the job starts. */
@ExtendWith(SharedBroker.class)
class BrokerAwayIT {

  private static final int EVENTS = 1_000;
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Duration SLOW_MACHINE = Duration.ofSeconds(30);

  @ParameterizedTest
  @EnumSource
  void addressAndFailedStepAreNamed(Engine engine, @TempDir Path directory)
      throws IOException, InterruptedException {
    String address = "127.0.0.1:" + freePort();

    Ended ended = runAgainst(address, engine, directory);

    assertThat(ended.errors()).contains("Cannot reach the broker at " + address, "connect");
  }

  @Test
  void nameThatDoesNotExistIsNamed(@TempDir Path directory)
      throws IOException, InterruptedException {
    Ended ended = runAgainst("no-such-host.invalid:9092", Engine.IN_PROCESS, directory);

    assertThat(ended.errors()).contains("no-such-host.invalid:9092", "name");
  }

  @ParameterizedTest
  @EnumSource
  void jobWaitsForTheBrokerWhereItIsTold(Engine engine, Broker broker, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (Stage stage = new Stage(broker, directory, engine, Job.COUNTS)) {
      stage.feed().send(EVENTS);
      broker.kill();
      try (TallyProcess run = stage.start(" --until end")) {
        stage.watch().await(() -> run.errors().contains("waiting up to "), "waiting");
        broker.restart();
        stage.assertSound(run.end(Stage.PATIENCE));
      }
    }
  }

  private static Ended runAgainst(String address, Engine engine, Path directory)
      throws IOException, InterruptedException {
    Ended ended =
        TallyProcess.runQuickly(
            directory,
            "run behavior-counts --engine %s --bootstrap-servers %s".formatted(engine, address),
            WITHIN);
    assertThat(ended.code()).as(ended.errors()).isEqualTo(3);
    assertThat(ended.errors().toLowerCase(Locale.ROOT)).doesNotContain("exception");
    assertThat(ended.took()).isLessThan(SLOW_MACHINE);
    return ended;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
