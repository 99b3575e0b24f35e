package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.adapters.kafka.KafkaTestBroker;
import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told, and what holds, where a topic or the kept state is not what it was. */
@Timeout(120)
final class SparkFaultsIT {

  private final KafkaTestBroker broker = KafkaTestBroker.shared();
  private final String input = broker.newTopic("spark-faults", 2);
  private final String output = broker.newTable("spark-faults-rows", 1);

  @TempDir private Path stateDirectory;

  @Test
  void positionThatRetentionHasPassedIsRefusedAtTheStart() throws Exception {
    broker.appendTexts(input, 1, "books;view");
    runUntilRead(1);
    broker.appendTexts(input, 1, "books;view", "books;view");
    deleteBefore(1, 2);

    assertRefused(
        "Job behavior-counts has read topic %s, partition 1, to offset 1, but it now begins at 2: "
            .formatted(input));
  }

  @Test
  void topicThatIsDeletedUnderTheJobEndsIt() throws Exception {
    broker.appendTexts(input, 0, "books;view");
    RunningJob job = start(StartPosition.COMMITTED, Optional.empty());
    awaitRead(job, 1);
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(input)).all().get();
    }

    assertThat(job.await().failure())
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND))
        .hasMessageStartingWith(
            "Topic %s was deleted while job behavior-counts was reading it.", input);
  }

  @Test
  void topicThatWasMadeAnewIsNotGoneOnWith() throws Exception {
    broker.appendTexts(input, 0, "books;view");
    runUntilRead(1);
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(input)).all().get();
      while (admin.listTopics().names().get().contains(input)) {
        LockSupport.parkNanos(1_000_000);
      }
      admin.createTopics(List.of(new NewTopic(input, 2, (short) 1))).all().get();
    }
    broker.appendTexts(input, 0, "books;view", "books;view");

    assertRefused("Topic %s is not the one that job behavior-counts has read".formatted(input));
  }

  @Test
  void partitionThatIsAddedIsReadFromItsFirstRecordSaveInABoundedRun() throws Exception {
    broker.appendTexts(input, 0, "books;view");
    RunningJob job = start(StartPosition.COMMITTED, Optional.empty());
    awaitRead(job, 1);
    addPartition(3);
    broker.appendTexts(input, 2, "books;view", "books;view");
    awaitRead(job, 3);
    assertThat(stopped(job).accounting().counted()).isEqualTo(3);

    broker.appendTexts(input, 0, "books;view");
    Map<Integer, Long> ends = KafkaAdapter.topics().endOffsets(broker.cluster(), input);
    addPartition(4);
    broker.appendTexts(input, 3, "books;view");
    RunReport bounded = start(StartPosition.COMMITTED, Optional.of(ends)).await();
    assertThat(bounded.failure()).isNull();
    assertThat(bounded.accounting()).isEqualTo(new Accounting(4, 4, 0, 0, 0, 0));
    assertThat(views()).isEqualTo(4);
  }

  @Test
  void lostStateIsRefusedAndReadBackFromTheRowsExactly() throws Exception {
    broker.appendTexts(input, 0, "books;view", "home;view", "books;view");
    runUntilRead(3);
    delete(folder());
    broker.appendTexts(input, 1, "books;view");

    assertRefused(
        "Topic %s has rows, but no state of job behavior-counts is kept in %s."
            .formatted(output, folder()));

    RunningJob job = start(StartPosition.OUTPUT, Optional.empty());
    awaitRead(job, 4);
    RunReport report = stopped(job);
    assertThat(report.readBefore()).isEqualTo(3);
    assertThat(report.accounting()).isEqualTo(new Accounting(4, 4, 0, 0, 0, 0));
    assertThat(views()).isEqualTo(3);
    broker.appendTexts(input, 1, "books;view");
    runUntilRead(5);
    assertThat(views()).as("gone on with from the state again").isEqualTo(4);
  }

  @Test
  void rowsOfAPassThatWasNotCommittedAreNotReadBack() throws Exception {
    broker.appendTexts(input, 0, "books;view");
    runUntilRead(1);
    JobCommit noted = history();
    broker.appendTexts(input, 0, "books;view", "home;view");
    runUntilRead(3);

    // A crash: the rows of the later passes are there, their commits are not, nor is the state.
    KafkaAdapter.outputHistory()
        .note(BehaviorCounting.NAME, topic(StartPosition.OUTPUT, Optional.empty()), table(), noted);
    delete(folder());
    Map<Integer, Long> ends = KafkaAdapter.topics().endOffsets(broker.cluster(), input);
    RunReport report = start(StartPosition.OUTPUT, Optional.of(ends)).await();

    assertThat(report.failure()).isNull();
    assertThat(report.readBefore()).isEqualTo(1);
    assertThat(report.accounting()).isEqualTo(new Accounting(3, 3, 0, 0, 0, 0));
    assertThat(views()).isEqualTo(2);
  }

  @Test
  void bitThatHasChangedIsDamageAndEachFileCounts() throws Exception {
    broker.appendTexts(input, 0, "books;view");
    runUntilRead(1);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder().resolve("store"))) {
      files = all.filter(file -> file.toString().endsWith(".delta")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] sound = Files.readAllBytes(file);
      byte[] flipped = sound.clone();
      flipped[flipped.length / 2] ^= 1;
      for (byte[] damage : List.of(flipped, new byte[0])) {
        Files.write(file, damage);
        assertRefused(
            "The state kept of job behavior-counts in %s is damaged: ".formatted(folder()));
      }
      Files.delete(file);
      assertRefused("The state kept of job behavior-counts in %s is damaged: ".formatted(folder()));
      Files.write(file, sound);
    }
    runUntilRead(1);
  }

  @Test
  void stateThatCannotBeWrittenEndsTheJobAndWhatWasKeptIsIntact() throws Exception {
    broker.appendTexts(input, 0, "books;view");
    RunningJob job = start(StartPosition.COMMITTED, Optional.empty());
    awaitRead(job, 1);
    Path aside = stateDirectory.resolve("aside");
    Files.move(folder(), aside);
    Files.createFile(folder()); // nobody can write below a file, not even root
    broker.appendTexts(input, 0, "books;view");

    assertThat(job.await().failure())
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STATE))
        .hasMessageStartingWith(
            "The state of job behavior-counts cannot be written to %s: ", folder());

    Files.delete(folder());
    Files.move(aside, folder());
    runUntilRead(2);
    assertThat(views()).isEqualTo(2);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> start(StartPosition.COMMITTED, Optional.empty()))
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STATE))
        .hasMessageStartingWith(message);
  }

  private RunReport runUntilRead(long records) throws InterruptedException {
    RunningJob job = start(StartPosition.COMMITTED, Optional.empty());
    awaitRead(job, records);
    return stopped(job);
  }

  private static void awaitRead(RunningJob job, long records) throws InterruptedException {
    while (job.progress().accounting().read() < records) {
      assertThat(job.progress().status()).isNotEqualTo(JobStatus.FAILED);
      LockSupport.parkNanos(5_000_000);
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for " + records + " records");
      }
    }
  }

  private static RunReport stopped(RunningJob job) throws InterruptedException {
    job.stop();
    RunReport report = job.await();
    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.CANCELED);
    return report;
  }

  private RunningJob start(StartPosition from, Optional<Map<Integer, Long>> ends) {
    return SparkAdapter.engine(KafkaAdapter.topics(), KafkaAdapter.outputHistory(), () -> 0)
        .start(
            BehaviorCounting.spec(Emission.every(Duration.ofMillis(100))),
            topic(from, ends),
            table(),
            new Execution(2, stateDirectory));
  }

  private TopicInput<BehaviorEvent> topic(StartPosition from, Optional<Map<Integer, Long>> ends) {
    return new TopicInput<>(broker.cluster(), input, from, ends, new BehaviorLines());
  }

  private TopicOutput<BehaviorCount> table() {
    return new TopicOutput<>(broker.cluster(), output, new BehaviorLines.Rows());
  }

  private JobCommit history() {
    return KafkaAdapter.outputHistory()
        .lastCommit(BehaviorCounting.NAME, topic(StartPosition.OUTPUT, Optional.empty()), table())
        .orElseThrow();
  }

  private long views() {
    String row = broker.table(output).getOrDefault("books;view", "0;");
    return Long.parseLong(row.substring(0, row.indexOf(';')));
  }

  private Path folder() {
    return stateDirectory.resolve("spark").resolve(BehaviorCounting.NAME);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void deleteBefore(int partition, long offset) throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(input, partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  private void addPartition(int total) throws Exception {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(input, NewPartitions.increaseTo(total))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.<String, Object>copyOf(broker.cluster().clientProperties()));
  }
}
