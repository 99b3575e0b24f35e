package dev.tally.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tally.distribution.Canaries.Search;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line with a broker that wants TLS and a login. */
class SecurityIT {

  private static final int EVENTS = 200;
  private static final Duration ERRORS_ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Canaries CANARIES = new Canaries(SecuredBroker.SECRETS);

  @TempDir static Path directory;
  private static Path work;
  private static SecuredBroker broker;
  private static Path config;

  @BeforeAll
  static void fillTopic() throws IOException, InterruptedException, ExecutionException {
    work = Files.createDirectories(directory.resolve("work"));
    broker =
        SecuredBroker.start(
            Files.createDirectories(directory.resolve("secrets")), work.resolve("broker"));
    broker.createTopic("user_behaviors", 2);
    config = broker.clientConfig("client", SecuredBroker.PATIENCE);
    Ended generated =
        TallyProcess.run(
            work,
            "generate behaviors --seed 7 --rate max --count %d --kafka-config %s"
                .formatted(EVENTS, config));
    assertThat(generated.code()).as(generated.errors()).isZero();
  }

  @AfterAll
  static void endBroker() {
    broker.close();
  }

  /** Everything that one run of an engine can show, since a run is what costs time. */
  @ParameterizedTest
  @ValueSource(strings = {"in-process", "flink", "spark"})
  void everyEngineWorksAndKeepsItsSecretsAndItsSockets(String engine)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(work.resolve(engine));
    Path scratch = Files.createDirectories(own.resolve("scratch"));
    try (TallyProcess run =
        TallyProcess.start(
            own,
            List.of("env", "TALLY_OPTS=-Dtally.log.level=TRACE -Djava.io.tmpdir=" + scratch),
            "run behavior-counts --engine %s --output stats-%s --report report.json --kafka-config %s"
                .formatted(engine, engine, config))) {
      run.awaitLine(
          line -> line.contains("RUNNING") && line.contains("read %d".formatted(EVENTS)), PATIENCE);

      assertSecretsAreKept(own, processes(run));
      assertThat(ListeningSockets.of(run.handle().pid())).allMatch(InetAddress::isLoopbackAddress);
      run.terminate();
      Ended ended = run.end(PATIENCE);
      assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
      assertThat(ended.output())
          .last()
          .isEqualTo("read 200 = counted 200 + late 0 + rejected 0 + ignored 0");
      assertThat(ended.output()).noneMatch(SecurityIT::holdsSecret);
    }
    assertSecretsAreKept(own, List.of());
    assertThat(log(own)).contains(" TRACE ").contains("org.apache.kafka");
    assertThat(own.resolve("report.json")).isNotEmptyFile();
    assertThat(sumOf("stats-" + engine)).isEqualTo(EVENTS);
  }

  @Test
  void brokerKeepsItsSecretsAndItsSockets() throws IOException {
    ProcessHandle process = ProcessHandle.of(broker.pid()).orElseThrow();

    assertSecretsAreKept(work.resolve("broker"), List.of(process));
    assertThat(ListeningSockets.of(broker.pid()))
        .hasSizeGreaterThanOrEqualTo(3)
        .allMatch(InetAddress::isLoopbackAddress);
  }

  @Test
  void topicsAreListedAfterALogin() throws IOException, InterruptedException {
    Ended topics = TallyProcess.run(work, "topics --kafka-config " + config);

    assertThat(topics.code()).as(topics.errors()).isZero();
    assertThat(topics.output()).anyMatch(line -> line.matches("user_behaviors +[0-9]+ +200 .*"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("obstacles")
  void obstacleIsSaidAtOnce(
      String name, Map<String, String> changes, boolean atPlainAddress, String... told)
      throws IOException, InterruptedException {
    Path changed = broker.clientConfig("obstacle", changes);
    String line = "topics --kafka-config " + changed;
    String address = broker.address();
    if (atPlainAddress) {
      address = broker.plainAddress();
      line += " --bootstrap-servers " + address;
    }
    if (changes.containsKey("bootstrap.servers")) {
      address = changes.get("bootstrap.servers");
    }

    assertRefused(TallyProcess.runQuickly(work, line, ERRORS_ANSWER_WITHIN), address, told);
  }

  static Stream<Arguments> obstacles() {
    return Stream.of(
        Arguments.of(
            "wrong password",
            SecuredBroker.wrongPassword(),
            false,
            new String[] {"it refused the login", "Check the sasl.* properties"}),
        Arguments.of(
            "somebody else's certificate",
            broker.wrongTrust(),
            false,
            new String[] {"the TLS handshake failed, since its certificate is not trusted"}),
        Arguments.of(
            "certificate for another address",
            Map.of("bootstrap.servers", broker.address().replace("127.0.0.1", "localhost")),
            false,
            new String[] {
              "the TLS handshake failed, since its certificate is not for this address"
            }),
        Arguments.of(
            "no TLS where there must be",
            Map.of("security.protocol", "SASL_PLAINTEXT"),
            false,
            new String[] {"it speaks TLS and security.protocol is SASL_PLAINTEXT"}),
        Arguments.of(
            "TLS where there is none",
            Map.of(),
            true,
            new String[] {"the TLS handshake failed, since it does not speak TLS"}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run behavior-counts --engine in-process",
        "run behavior-counts --engine flink",
        "run behavior-counts --engine spark",
        "generate behaviors --count 1",
        "watch behavior_stats",
      })
  void everyCommandSaysThatTheLoginIsRefused(String command)
      throws IOException, InterruptedException {
    Path changed = broker.clientConfig("guess", SecuredBroker.wrongPassword());
    Ended ended =
        TallyProcess.runQuickly(
            work, "%s --kafka-config %s".formatted(command, changed), ERRORS_ANSWER_WITHIN);

    assertRefused(ended, broker.address(), "it refused the login");
  }

  private static void assertRefused(Ended ended, String address, String... told) {
    assertThat(ended.code()).as(ended.errors()).isEqualTo(3);
    String message = ended.errors().replaceAll("(?m)^(Log|Seed): .*\\R", "");
    assertThat(message)
        .startsWith("tally: Cannot reach the broker at %s: ".formatted(address))
        .contains(told)
        .doesNotContain("\tat ", "This should not have happened");
    assertThat(message.lines()).hasSize(2);
    assertThat(ended.took()).isLessThan(errorsAnswerWithin());
  }

  private static void assertSecretsAreKept(Path folder, List<ProcessHandle> processes)
      throws IOException {
    Search files = CANARIES.below(folder);
    assertThat(files.found()).isEmpty();
    assertThat(files.bytes()).isPositive();
    if (!processes.isEmpty()) {
      Search seen = CANARIES.processes(processes);
      assertThat(seen.found()).isEmpty();
      assertThat(seen.bytes()).isPositive();
    }
  }

  private static List<ProcessHandle> processes(TallyProcess run) {
    List<ProcessHandle> processes = new ArrayList<>(run.descendants());
    processes.add(run.handle());
    return processes;
  }

  private static boolean holdsSecret(String text) {
    return SecuredBroker.SECRETS.stream().anyMatch(text::contains);
  }

  private static String log(Path own) throws IOException {
    try (Stream<Path> logs = Files.list(own.resolve(".tally/logs"))) {
      return Files.readString(logs.findFirst().orElseThrow());
    }
  }

  private static int sumOf(String topic) throws IOException, InterruptedException {
    Ended watched =
        TallyProcess.run(work, "watch %s --until end --kafka-config %s".formatted(topic, config));
    assertThat(watched.code()).as(watched.errors()).isZero();
    int sum = 0;
    for (String line : watched.output()) {
      JsonNode row = JSON.readTree(line);
      sum += row.path("behavior_count").asInt();
    }
    return sum;
  }

  // Where more programs want to run than there are processors, each takes the longer.
  private static Duration errorsAnswerWithin() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double share = system.getSystemLoadAverage() / system.getAvailableProcessors();
    return Duration.ofMillis((long) (ERRORS_ANSWER_WITHIN.toMillis() * Math.max(1, share)));
  }
}
