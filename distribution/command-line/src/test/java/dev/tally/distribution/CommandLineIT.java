package dev.tally.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tally.distribution.TallyProcess.Ended;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line from generated events to the final table, on one broker for all tests. */
class CommandLineIT {

  private static final int EVENTS = 2_000;
  private static final Duration ERRORS_ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;

  private static final Map<String, Integer> SENT = new TreeMap<>();
  private static final Map<LocalDateTime, Integer> SENT_BY_MINUTE = new TreeMap<>();
  private static TallyProcess broker;
  private static String address;

  @BeforeAll
  static void fillTopics() throws IOException, InterruptedException {
    broker = TallyProcess.start(directory, "broker --port 0");
    String ready = broker.awaitLine(line -> line.startsWith("Broker ready at "), PATIENCE);
    address = ready.replaceFirst("Broker ready at ([^,]+),.*", "$1");

    Ended generated =
        TallyProcess.run(directory, "generate behaviors --seed 7 --rate max --count " + EVENTS);
    assertThat(generated.code()).as(generated.errors()).isZero();
    assertThat(generated.output()).hasSize(EVENTS + 1).endsWith("Data generation complete!");
    for (String line : generated.output().subList(0, EVENTS)) {
      assertThat(line).startsWith("Sent: {");
      JsonNode event = JSON.readTree(line.substring("Sent: ".length()));
      SENT.merge(cellOf(event), 1, Integer::sum);
    }
    generateMessages();
  }

  private static void generateMessages() throws IOException, InterruptedException {
    Ended generated =
        TallyProcess.run(
            directory,
            "generate messages --count 400 --rate max --topic messages --future-share 0.25");
    assertThat(generated.code()).as(generated.errors()).isZero();
    for (String line : generated.output().subList(0, 400)) {
      String time = JSON.readTree(line.substring("Sent: ".length())).path("timestamp").asText();
      LocalDateTime minute =
          LocalDateTime.parse(time.replace(' ', 'T')).truncatedTo(ChronoUnit.MINUTES);
      SENT_BY_MINUTE.merge(minute, 1, Integer::sum);
    }
  }

  @AfterAll
  static void endBroker() throws InterruptedException {
    broker.terminate();
    assertThat(broker.end(PATIENCE).code()).isEqualTo(143);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-process", "flink", "spark"})
  void everyEngineCountsWhatWasSent(String engine) throws IOException, InterruptedException {
    Ended run =
        TallyProcess.run(
            directory,
            "run behavior-counts --engine %s --until end --output stats-%s --report %s.json"
                .formatted(engine, engine, engine));

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.output())
        .last()
        .isEqualTo("read 2000 = counted 2000 + late 0 + rejected 0 + ignored 0");
    JsonNode report = JSON.readTree(directory.resolve(engine + ".json").toFile());
    assertThat(report.path("job").asText()).isEqualTo("behavior-counts");
    assertThat(report.path("engine").asText()).isEqualTo(engine);
    assertThat(report.path("engineVersion").asText()).matches("[0-9].*");
    assertThat(report.path("status").asText()).isEqualTo("FINISHED");
    assertThat(report.path("read").asInt()).isEqualTo(EVENTS);
    assertThat(report.path("counted").asInt()).isEqualTo(EVENTS);
    assertThat(report.path("eventsPerSecond").asDouble()).isPositive();
    assertThat(table("stats-" + engine)).isEqualTo(SENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-process", "flink", "spark"})
  void demoChecksOutOnEveryEngine(String engine) throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve("demo-" + engine));
    Ended demo = TallyProcess.run(own, "demo --rate 200 --count 400 --engine " + engine);

    assertThat(demo.code()).as(demo.errors()).isZero();
    assertThat(demo.output())
        .contains(
            "read 400 = counted 400 + late 0 + rejected 0 + ignored 0",
            "check: 400 events sent, 400 counted in 20 cells: equal");
    String command = demo.output().get(demo.output().size() - 1);
    assertThat(command).startsWith("See the output topic: ./tally watch ");
    Ended shown = TallyProcess.run(own, command.substring(command.indexOf("watch ")));
    assertThat(shown.code()).as(shown.errors()).isZero();
    assertThat(shown.output()).hasSize(20).isSorted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-process", "flink", "spark"})
  void everyEngineComesToTheSameWindows(String engine) throws IOException, InterruptedException {
    Ended run =
        TallyProcess.run(
            directory,
            "run minute-windows --engine %s --until end --input messages --output windows-%s"
                .formatted(engine, engine));

    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.output())
        .contains(tomorrow() + " counted events are too far in the future to move the watermark")
        .last()
        .isEqualTo("read 400 = counted 400 + late 0 + rejected 0 + ignored 0");
    Ended watched = TallyProcess.run(directory, "watch windows-%s --until end".formatted(engine));
    assertThat(watched.output())
        .map(line -> line.replaceFirst(",\"update_time\":\"[^\"]+\"", ""))
        .containsExactlyElementsOf(finalWindows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-process", "flink", "spark"})
  void demoOfMinuteWindowsChecksOutOnEveryEngine(String engine)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve("windows-demo-" + engine));
    Ended demo = TallyProcess.run(own, "demo minute-windows --engine " + engine);

    assertThat(demo.code()).as(demo.errors()).isZero();
    assertThat(demo.output())
        .contains("read 30 = counted 30 + late 0 + rejected 0 + ignored 0")
        .anyMatch(
            line -> line.matches("check: 30 events sent, 30 counted in [3-6] windows: equal"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-process", "flink", "spark"})
  void demoOfTheSalesSummaryChecksOutOnEveryEngine(String engine)
      throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve("sales-demo-" + engine));
    Ended demo = TallyProcess.run(own, "demo sales-summary --engine " + engine);

    assertThat(demo.code()).as(demo.errors()).isZero();
    assertThat(demo.output())
        .contains(
            "read 1000 = counted 1000 + late 0 + rejected 0 + ignored 0",
            "check: the revenues of 3 categories are those of the file's lines: equal");
    assertThat(own.resolve(".tally/demo/sales_summary.png")).isNotEmptyFile();
  }

  @Test
  void runThatIsTerminatedStopsGracefullyAndTheNextOneGoesOn()
      throws IOException, InterruptedException {
    try (TallyProcess run = TallyProcess.start(directory, "run behavior-counts --output going")) {
      run.awaitLine(line -> line.contains("RUNNING") && line.contains("read 2,000"), PATIENCE);
      run.terminate();
      Ended ended = run.end(PATIENCE);

      assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
      assertThat(ended.output())
          .last()
          .isEqualTo("read 2000 = counted 2000 + late 0 + rejected 0 + ignored 0");
    }
    Ended next = TallyProcess.run(directory, "run behavior-counts --output going --until end");

    assertThat(next.output())
        .contains("2,000 more were read by the runs before, which this one went on from")
        .last()
        .isEqualTo("read 2000 = counted 2000 + late 0 + rejected 0 + ignored 0");
    assertThat(table("going")).isEqualTo(SENT);
  }

  @Test
  void demoThatIsTerminatedLeavesNoProcess() throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve("terminated"));
    try (TallyProcess demo = TallyProcess.start(own, "demo")) {
      demo.awaitLine(line -> line.startsWith("First counts after "), PATIENCE);
      List<ProcessHandle> children = demo.descendants();
      demo.terminate();
      Ended ended = demo.end(PATIENCE);

      assertThat(ended.code()).as(ended.errors()).isEqualTo(143);
      assertThat(ended.output()).anyMatch(line -> line.startsWith("check: none"));
      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void unknownTopicIsAnsweredAtOnce() throws IOException, InterruptedException {
    Ended ended = answerTo("watch user_behaviour");

    assertThat(ended.errors())
        .startsWith(
            "tally: Topic 'user_behaviour' does not exist on %s, which has ".formatted(address))
        .endsWith(
            "Did you mean 'user_behaviors'? Otherwise: Run a job that writes it, or see ./tally topics.\n");
    assertAnsweredAtOnce(ended, 4);
  }

  @Test
  void missingInputIsAnsweredAtOnce() throws IOException, InterruptedException {
    Ended ended = answerTo("run behavior-counts --input clicks");

    assertThat(ended.errors())
        .contains("tally: Topic 'clicks' does not exist on ")
        .endsWith(
            "Send events to it with ./tally generate behaviors --topic clicks, or name another with --input.\n");
    assertAnsweredAtOnce(ended, 4);
  }

  @Test
  void missingInputIsAnsweredAtOnceWhereNoBrokerRuns() throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve("fresh"));
    Ended ended =
        TallyProcess.runQuickly(
            own, "run behavior-counts --engine spark --until end", ERRORS_ANSWER_WITHIN);

    assertThat(ended.errors())
        .isEqualTo(
            """
            tally: Topic 'user_behaviors' does not exist in .tally, which has no topics yet.
            Send events to it with ./tally generate behaviors --topic user_behaviors, or name another with --input.
            """);
    assertAnsweredAtOnce(ended, 4);
  }

  @Test
  void brokerThatCannotBeReachedIsSaidAtOnce() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Ended ended = answerTo("topics --bootstrap-servers 127.0.0.1:" + port);

    assertThat(ended.errors())
        .startsWith("tally: Cannot reach the broker at 127.0.0.1:" + port)
        .contains("--bootstrap-servers");
    assertThat(ended.errors().lines()).hasSizeLessThanOrEqualTo(2);
    assertAnsweredAtOnce(ended, 3);
  }

  @Test
  void badOptionIsAnsweredAtOnce() throws IOException, InterruptedException {
    Ended ended = answerTo("run behavior-counts --engine storm");

    assertThat(ended.errors())
        .isEqualTo(
            """
            tally: Invalid value for option '--engine': 'storm' is none of in-process, flink, spark.
            See ./tally run behavior-counts --help
            """);
    assertAnsweredAtOnce(ended, 2);
  }

  @Test
  void secondBrokerOnTheSameDataIsRefusedAtOnce() throws IOException, InterruptedException {
    Ended ended = answerTo("broker --port 0");

    assertThat(ended.errors()).startsWith("tally: A broker already serves ").contains(address);
    assertAnsweredAtOnce(ended, 6);
  }

  private static int tomorrow() {
    LocalDateTime inHalfADay = LocalDateTime.now(ZoneOffset.UTC).plusHours(12);
    return SENT_BY_MINUTE.entrySet().stream()
        .filter(entry -> entry.getKey().isAfter(inHalfADay))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static List<String> finalWindows() {
    return SENT_BY_MINUTE.entrySet().stream()
        .map(
            entry ->
                "{\"window_start\":\"%s\",\"window_end\":\"%s\",\"count\":%d,\"state\":\"final\"}"
                    .formatted(
                        SECONDS.format(entry.getKey()),
                        SECONDS.format(entry.getKey().plusMinutes(1)),
                        entry.getValue()))
        .toList();
  }

  // Where more programs want to run than there are processors, each takes the longer.
  private static Duration errorsAnswerWithin() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double share = system.getSystemLoadAverage() / system.getAvailableProcessors();
    return Duration.ofMillis((long) (ERRORS_ANSWER_WITHIN.toMillis() * Math.max(1, share)));
  }

  private static Ended answerTo(String line) throws IOException, InterruptedException {
    return TallyProcess.runQuickly(directory, line, ERRORS_ANSWER_WITHIN);
  }

  private static void assertAnsweredAtOnce(Ended ended, int code) {
    assertThat(ended.code()).as(ended.errors()).isEqualTo(code);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors()).doesNotContain("\tat ", "Exception");
    assertThat(ended.took()).isLessThan(errorsAnswerWithin());
  }

  private static Map<String, Integer> table(String topic) throws IOException, InterruptedException {
    Ended watched = TallyProcess.run(directory, "watch %s --until end".formatted(topic));
    assertThat(watched.code()).as(watched.errors()).isZero();
    assertThat(watched.output()).isSorted();
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : watched.output()) {
      JsonNode row = JSON.readTree(line);
      counts.put(cellOf(row), row.path("behavior_count").asInt());
    }
    return counts;
  }

  private static String cellOf(JsonNode node) {
    return node.path("category").asText() + "/" + node.path("behavior").asText();
  }
}
