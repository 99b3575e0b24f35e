package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tally.application.memory.InMemoryTopics.CrashMoment;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.in.ReachBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunBehaviorCountsCommandTest {

  private static final String VIEW =
      "{\"user_id\":\"u\",\"item_id\":\"i\",\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2025-04-21 14:10:45.123\"}";

  @TempDir Path directory;

  @Test
  void runToTheEndPrintsWhereEveryRecordWent() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW, "no json", VIEW);

    assertThat(tally.execute("run behavior-counts --until end --parallelism 2")).isZero();

    assertThat(tally.terminal.output())
        .containsPattern("^behavior-counts: FINISHED on in-process \\S+, parallelism 2\n")
        .containsPattern("\n3 records in [0-9.]+ s \\([0-9.,]+/s\\), ready after [0-9.]+ s\n")
        .containsPattern("\nrejected: topic user_behaviors, partition 0, offset 1: .+\n")
        .endsWith("\nread 3 = counted 2 + late 0 + rejected 1 + ignored 0\n");
    assertThat(tally.topics.upserts("behavior_stats"))
        .singleElement()
        .hasToString(
            "Upsert[key={\"category\":\"books\",\"behavior\":\"view\"}, "
                + "value={\"category\":\"books\",\"behavior\":\"view\",\"behavior_count\":2,"
                + "\"update_time\":\"2025-04-21T14:15:00\"}]");
  }

  @Test
  void reportHasTheRunsFigures() throws IOException {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("clicks", VIEW, "", VIEW, VIEW);

    tally.execute(
        "run behavior-counts --until end --input clicks --output counts --report report.json --parallelism 1");

    JsonNode report = new ObjectMapper().readTree(directory.resolve("report.json").toFile());
    assertThat(report.path("job").asText()).isEqualTo("behavior-counts");
    assertThat(report.path("engine").asText()).isEqualTo("in-process");
    assertThat(report.path("engineVersion").asText()).isNotEmpty();
    assertThat(report.path("parallelism").asInt()).isEqualTo(1);
    assertThat(report.path("status").asText()).isEqualTo("FINISHED");
    assertThat(report.path("read").asLong()).isEqualTo(4);
    assertThat(report.path("counted").asLong()).isEqualTo(3);
    assertThat(report.path("late").asLong()).isZero();
    assertThat(report.path("rejected").asLong()).isEqualTo(1);
    assertThat(report.path("ignored").asLong()).isZero();
    assertThat(report.path("startupSeconds").isNumber()).isTrue();
    assertThat(report.path("processingSeconds").isNumber()).isTrue();
    assertThat(report.path("eventsPerSecond").isNumber()).isTrue();
    assertThat(report.path("firstRejected").path(0).path("offset").asLong()).isEqualTo(1);
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(".tally", "report.json");
    }
  }

  @Test
  void runWithoutEndStopsGracefullyWhenAsked() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW);
    tally.stop.request(130);

    assertThat(tally.execute("run behavior-counts")).isEqualTo(130);

    assertThat(tally.terminal.output())
        .contains("behavior-counts: CANCELED on in-process")
        .containsPattern("\nread ([01]) = counted \\1 \\+ late 0 \\+ rejected 0 \\+ ignored 0\n$");
    assertThat(tally.brokerCalls).containsExactly("connectOrStart .tally", "close");
  }

  @Test
  void missingInputTopicIsAnsweredWithTheFix() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW);

    assertThat(tally.execute("run behavior-counts --input user_behaviours")).isEqualTo(4);

    assertThat(tally.terminal.errors())
        .endsWith(
            "tally: Topic 'user_behaviours' does not exist on in-memory:0, which has user_behaviors.\n"
                + "Did you mean 'user_behaviors'? Otherwise: Send events to it with"
                + " ./tally generate behaviors --topic user_behaviours, or name another with --input.\n");
  }

  @Test
  void reportInAMissingFolderIsRefusedBeforeAnythingRuns() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("run behavior-counts --report there/r.json")).isEqualTo(4);

    assertThat(tally.terminal.errors())
        .isEqualTo(
            "tally: The folder %s of --report does not exist.%nCreate it, or name a file in another.%n"
                .formatted(directory.resolve("there").toAbsolutePath()));
    assertThat(tally.brokerCalls).isEmpty();
  }

  @Test
  void jobThatDiesEndsWithOneLineAndTheLog() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW);
    tally.topics.crashAtCommit(1, CrashMoment.BEFORE);

    assertThat(tally.execute("run behavior-counts --until end --report r.json")).isEqualTo(1);

    assertThat(tally.terminal.output()).contains("behavior-counts: FAILED on in-process");
    assertThat(tally.terminal.errors())
        .containsPattern(
            "tally: behavior-counts on in-process failed: died before commit 1\n"
                + "The log says more: .*run-behavior-counts-20250421-141500-[0-9]+\\.log\n$");
    assertThat(directory.resolve("r.json")).content().contains("\"status\" : \"FAILED\"");
  }

  @Test
  void lostStateIsRefusedUntilTheUserChooses() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW, VIEW);
    tally.topics.crashAtCommit(2, CrashMoment.BEFORE);
    assertThat(tally.execute("run behavior-counts --until end")).isEqualTo(1);
    tally.topics.crashNoMore();
    tally.topics.loseState("behavior-counts");
    tally.terminal.errors();

    assertThat(tally.execute("run behavior-counts --until end")).isEqualTo(7);
    assertThat(tally.terminal.errors())
        .contains(
            """
            tally: Topic behavior_stats has rows, but no state of job behavior-counts is kept in the cluster.
            Go on from those rows with --restore-from-output, or start anew with --fresh.
            """);

    assertThat(tally.execute("run behavior-counts --until end --restore-from-output")).isZero();
    assertThat(tally.terminal.errors())
        .contains(
            "restored 1 rows from topic behavior_stats, resumed from user_behaviors 0@2 1@0\n");
    assertThat(tally.terminal.output())
        .endsWith("\nread 2 = counted 2 + late 0 + rejected 0 + ignored 0\n");

    tally.topics.loseState("behavior-counts");
    assertThat(tally.execute("run behavior-counts --until end --fresh")).isZero();
    assertThat(tally.terminal.output())
        .endsWith("\nread 2 = counted 2 + late 0 + rejected 0 + ignored 0\n");
  }

  @Test
  void resumedRunSaysFromWhere() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW, VIEW);
    tally.topics.crashAtCommit(2, CrashMoment.BEFORE);
    tally.execute("run behavior-counts --until end");
    tally.topics.crashNoMore();

    assertThat(tally.execute("run behavior-counts --until end")).isZero();

    assertThat(tally.terminal.errors()).contains("\nresumed from user_behaviors 0@2 1@0\n");
  }

  @Test
  void outputThatIsNotCompactedIsWarnedOf() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW);
    tally.topics.createInput("plain", 1);

    assertThat(tally.execute("run behavior-counts --until end --output plain")).isZero();

    assertThat(tally.terminal.errors())
        .contains(
            "warning: topic plain is not compacted, so it grows for ever; mend it with kafka-configs.sh --bootstrap-server in-memory:0 --entity-type topics --entity-name plain --alter --add-config cleanup.policy=compact\n");
  }

  @Test
  void brokerThatIsNotThereYetIsWaitedFor() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", VIEW);
    tally.reach = new SlowBroker(2);

    assertThat(
            tally.execute(
                "run behavior-counts --until end --bootstrap-servers in-memory:0 --wait-for-broker 60s"))
        .isZero();

    assertThat(tally.terminal.errors())
        .contains("waiting up to 60 s for the broker at in-memory:0: it sleeps\n")
        .containsOnlyOnce("waiting up to");
  }

  @Test
  void brokerIsNotWaitedForLongerThanAsked() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.reach = new SlowBroker(Integer.MAX_VALUE);

    assertThat(
            tally.execute(
                "run behavior-counts --bootstrap-servers in-memory:0 --wait-for-broker 1ms"))
        .isEqualTo(3);

    assertThat(tally.terminal.errors())
        .contains(
            """
            tally: Waited 1 ms for the broker at in-memory:0: it sleeps.
            Start it, or check --bootstrap-servers and bootstrap.servers in --kafka-config.
            """);
  }

  private static final class SlowBroker implements ReachBroker {

    private final AtomicInteger refusals;

    SlowBroker(int refusals) {
      this.refusals = new AtomicInteger(refusals);
    }

    @Override
    public Optional<String> obstacle(Cluster cluster) {
      return refusals.getAndDecrement() > 0 ? Optional.of("it sleeps") : Optional.empty();
    }

    @Override
    public boolean isListening(Cluster cluster) {
      return true;
    }
  }
}
