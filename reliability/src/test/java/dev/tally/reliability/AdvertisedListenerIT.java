package dev.tally.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.distribution.TallyProcess;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker that answers, and sends its clients to a host that they cannot reach. */
class AdvertisedListenerIT {

  private static final String LIBRARIES = "distribution/target/tally/lib/broker/*";
  private static final String MAIN = "dev.tally.adapters.kafka.broker.BrokerMain";

  @TempDir static Path directory;

  private static Process broker;
  private static int port;

  @BeforeAll
  static void startBroker() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path settings =
        Files.writeString(
            directory.resolve("server.properties"),
            "advertised.listeners=CLIENT://no-such-host.invalid:9092\n");
    Path launcher = Path.of(System.getProperty("tally.launcher", "../tally")).toAbsolutePath();
    broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                launcher.resolveSibling(LIBRARIES).toString(),
                MAIN,
                "data-dir=" + directory.resolve("broker"),
                "port=" + port,
                "log-dir=" + directory,
                "server-properties=" + settings)
            .redirectError(directory.resolve("broker.err").toFile())
            .start();
    BufferedReader lines = broker.inputReader(StandardCharsets.UTF_8);
    assertThat(lines.readLine()).startsWith("READY ");
  }

  @AfterAll
  static void endBroker() throws InterruptedException {
    broker.destroyForcibly().waitFor();
  }

  @ParameterizedTest
  @EnumSource
  void hostThatTheBrokerToldUsToUseIsNamed(Engine engine) throws IOException, InterruptedException {
    Ended ended =
        TallyProcess.run(
            directory,
            "run behavior-counts --engine %s --bootstrap-servers 127.0.0.1:%d"
                .formatted(engine, port));

    assertThat(ended.code()).as(ended.errors()).isEqualTo(3);
    assertThat(ended.errors())
        .contains("127.0.0.1:" + port, "no-such-host.invalid:9092", "advertised.listeners");
  }
}
