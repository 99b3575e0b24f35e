package dev.tally.adapters.flink;

import static dev.tally.adapters.flink.ResumableJob.comesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.adapters.kafka.KafkaTestBroker;
import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.domain.aggregation.Accounting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told, and what holds, where a topic or the kept state is not what it was. */
@Timeout(120)
final class FlinkFaultsIT {

  private static final BehaviorLines LINES = new BehaviorLines();

  @TempDir private Path stateDirectory;

  @Test
  void positionThatRetentionHasPassedIsRefusedAtTheStart() throws Exception {
    ResumableJob job = stoppedAfter("expired", 10);
    job.append(20);
    deleteBefore(job.input(), 0, 9);

    assertRefused(
        () -> job.runForever(StartPosition.COMMITTED, 1, LINES),
        Problem.STATE,
        "Job behavior-counts has read topic %s, partition 0, to offset 5, but it now begins at 9: "
            .formatted(job.input()));
  }

  @Test
  void positionThatRetentionPassesEndsTheJob() throws Exception {
    ResumableJob job = new ResumableJob("expiring", stateDirectory);
    job.append(0, "books;view");
    RunningJob run = job.runForever(StartPosition.COMMITTED, 1, new FaultOnce(job.input()));
    assertThat(comesTrue(() -> job.checkpointed() == 1)).isTrue();
    job.append(0, "fault;once", "books;view");
    deleteBefore(job.input(), 0, 2);

    RunReport report = run.await();
    assertThat(report.status()).isEqualTo(JobStatus.FAILED);
    assertThat(report.failure())
        .isInstanceOf(TallyException.class)
        .hasMessageStartingWith(
            "Job behavior-counts has read topic %s, partition 0, to offset 1, but it now begins at 2: ",
            job.input());
  }

  @Test
  void topicThatIsDeletedUnderTheJobEndsIt() throws Exception {
    ResumableJob job = new ResumableJob("deleted", stateDirectory);
    job.append(10);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 1, LINES);
    assertThat(comesTrue(() -> job.viewsOfBooks() == 10)).isTrue();
    delete(job.input());

    assertThat(run.await().failure())
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND))
        .hasMessageStartingWith(
            "Topic %s was deleted while job behavior-counts was reading it.", job.input());
  }

  @Test
  void topicThatWasMadeAnewIsNotGoneOnWith() throws Exception {
    ResumableJob job = stoppedAfter("anew", 10);
    delete(job.input());
    create(job.input(), 2);
    job.append(30);

    assertRefused(
        () -> job.runForever(StartPosition.COMMITTED, 1, LINES),
        Problem.STATE,
        "Topic %s is not the one that job behavior-counts has read".formatted(job.input()));
  }

  @Test
  void partitionThatIsAddedIsReadFromItsFirstRecord() throws Exception {
    ResumableJob job = new ResumableJob("more-partitions", stateDirectory);
    job.append(10);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 2, LINES);
    assertThat(comesTrue(() -> job.viewsOfBooks() == 10)).isTrue();
    addPartitions(job.input(), 3);
    job.append(2, "books;view", "books;view");
    assertThat(comesTrue(() -> job.viewsOfBooks() == 12)).as("while running").isTrue();
    stopped(run);

    addPartitions(job.input(), 4);
    job.append(3, "books;view");
    job.append(2, "books;view");
    RunReport report = job.runToEnd(StartPosition.COMMITTED, 2, LINES).await();
    assertThat(report.failure()).isNull();
    assertThat(report.accounting()).isEqualTo(new Accounting(14, 14, 0, 0, 0, 0));
    assertThat(job.viewsOfBooks()).isEqualTo(14);
  }

  @Test
  void lostStateIsRefusedAndReadBackFromTheRowsExactly() throws Exception {
    ResumableJob job = stoppedAfter("lost", 10);
    FileTrees.delete(job.folder());
    job.append(5);

    assertRefused(
        () -> job.runForever(StartPosition.COMMITTED, 1, LINES),
        Problem.STATE,
        "Topic %s has rows, but no state of job behavior-counts is kept in %s."
            .formatted(job.output(), job.folder()));

    RunningJob restored = job.runForever(StartPosition.OUTPUT, 2, LINES);
    assertThat(comesTrue(() -> job.viewsOfBooks() == 15)).isTrue();
    RunReport report = stopped(restored);
    assertThat(report.readBefore()).isEqualTo(10);
    assertThat(report.accounting()).isEqualTo(new Accounting(15, 15, 0, 0, 0, 0));
  }

  @Test
  void rowsOfAKilledRunAreReadBackAsOfItsLastCheckpoint() throws Exception {
    ResumableJob job = new ResumableJob("lost-and-killed", stateDirectory);
    job.append(100);
    Process process = RunToBeKilled.start(job);
    try {
      assertThat(comesTrue(() -> job.noted() == 100)).as("noted").isTrue();
      job.append(50);
      job.append(1, "home;view");
      assertThat(comesTrue(() -> job.viewsOfBooks() == 150)).as("rows emitted").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    FileTrees.delete(job.folder());

    RunReport report = job.runToEnd(StartPosition.OUTPUT, 2, LINES).await();
    assertThat(report.failure()).isNull();
    assertThat(report.readBefore()).isBetween(100L, 151L);
    assertThat(report.accounting()).isEqualTo(new Accounting(151, 151, 0, 0, 0, 0));
    assertThat(job.viewsOfBooks()).isEqualTo(150);
  }

  @Test
  void bitThatHasChangedIsDamageAndEachFileCounts() throws Exception {
    ResumableJob job = stoppedAfter("flipped", 10);
    Path savepoint = Snapshots.completeIn(job.runFolder(0)).get(0);
    List<Path> files;
    try (Stream<Path> all = Files.walk(savepoint)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] sound = Files.readAllBytes(file);
      byte[] flipped = sound.clone();
      flipped[flipped.length / 2] ^= 1;
      Files.write(file, flipped);
      assertRefused(
          () -> job.runForever(StartPosition.COMMITTED, 1, LINES),
          Problem.STATE,
          "The state kept of job behavior-counts in %s is damaged: ".formatted(job.runFolder(0)));
      Files.write(file, new byte[0]);
      assertRefused(
          () -> job.runForever(StartPosition.COMMITTED, 1, LINES),
          Problem.STATE,
          "The state kept of job behavior-counts in %s is damaged: ".formatted(job.runFolder(0)));
      Files.write(file, sound);
    }
    stopped(job.runForever(StartPosition.COMMITTED, 1, LINES));
  }

  @Test
  void stateThatCannotBeWrittenEndsTheJobAndWhatWasKeptIsIntact() throws Exception {
    ResumableJob job = stoppedAfter("full", 10);
    job.append(10);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 1, LINES);
    assertThat(comesTrue(() -> job.viewsOfBooks() == 20)).isTrue();
    Path folder = job.runFolder(1);
    FileTrees.delete(folder);
    Files.createFile(folder); // nobody can write below a file, not even root

    assertThat(run.await().failure())
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STATE))
        .hasMessageStartingWith(
            "The state of job behavior-counts cannot be written to %s: ", job.folder());

    Files.delete(folder);
    RunReport report = job.runToEnd(StartPosition.COMMITTED, 1, LINES).await();
    assertThat(report.failure()).isNull();
    assertThat(report.readBefore()).isEqualTo(10);
    assertThat(job.viewsOfBooks()).isEqualTo(20);
  }

  private ResumableJob stoppedAfter(String name, int events) throws InterruptedException {
    ResumableJob job = new ResumableJob(name, stateDirectory);
    job.append(events);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 1, LINES);
    assertThat(comesTrue(() -> job.viewsOfBooks() == events)).isTrue();
    stopped(run);
    return job;
  }

  private static RunReport stopped(RunningJob job) throws InterruptedException {
    job.stop();
    RunReport report = job.await();
    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.CANCELED);
    return report;
  }

  private static void assertRefused(ThrowingCallable start, Problem problem, String message) {
    assertThatThrownBy(start)
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .hasMessageStartingWith(message);
  }

  private static void deleteBefore(String topic, int partition, long offset) throws Exception {
    try (Admin admin = admin()) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }

  private static void delete(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      assertThat(comesTrue(() -> !topics(admin).contains(topic))).isTrue();
    }
  }

  private static Set<String> topics(Admin admin) {
    try {
      return admin.listTopics().names().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void create(String topic, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  private static void addPartitions(String topic, int total) throws Exception {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total))).all().get();
    }
  }

  private static Admin admin() {
    return Admin.create(
        Map.<String, Object>copyOf(KafkaTestBroker.shared().cluster().clientProperties()));
  }
}
