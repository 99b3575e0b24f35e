package dev.tally.adapters.flink;

import static dev.tally.adapters.flink.ResumableJob.comesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.behavior.BehaviorCounting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a Flink job goes on after it was stopped, failed or killed, and where it refuses to. */
@Timeout(120)
final class FlinkResumeIT {

  @TempDir private Path stateDirectory;

  @Test
  void failedWorkerIsRestartedFromItsCheckpointAndCountsNothingTwice() throws InterruptedException {
    ResumableJob job = new ResumableJob("restarted", stateDirectory);
    job.append(200);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 2, new FaultOnce(job.input()));
    assertThat(comesTrue(() -> job.checkpointed() == 200)).as("checkpoint").isTrue();

    job.append(100);
    job.append(1, "fault;once");
    assertThat(comesTrue(() -> run.progress().status() == JobStatus.RESTARTING))
        .as("restarting")
        .isTrue();
    job.append(50);

    assertThat(comesTrue(() -> job.viewsOfBooks() == 350)).as("all counted").isTrue();
    RunReport report = stopped(run);
    assertThat(report.accounting()).isEqualTo(new Accounting(351, 351, 0, 0, 0, 0));
    assertThat(report.readBefore()).isZero();
  }

  @Test
  void killedProcessGoesOnFromItsLastCheckpoint() throws IOException, InterruptedException {
    ResumableJob job = new ResumableJob("killed", stateDirectory);
    job.append(300);
    Process process = RunToBeKilled.start(job);
    try {
      assertThat(comesTrue(() -> job.checkpointed() == 300)).as("checkpoint").isTrue();
      job.append(100);
      assertThat(comesTrue(() -> job.viewsOfBooks() == 400)).as("rows emitted").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }

    job.append(100);
    RunReport report = job.runToEnd(StartPosition.COMMITTED, 3, new BehaviorLines()).await();
    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(report.readBefore()).isBetween(300L, 400L);
    assertThat(report.accounting()).isEqualTo(new Accounting(500, 500, 0, 0, 0, 0));
    assertThat(job.viewsOfBooks()).isEqualTo(500);
    assertThat(job.folder())
        .as("a run that came to its end")
        .isDirectoryNotContaining("glob:**run-*");
  }

  @Test
  void endsOfAStoppedRunAreNotCarriedOverIntoTheNext() throws InterruptedException {
    ResumableJob job = new ResumableJob("ends", stateDirectory);
    job.append(60_000);
    RunningJob bounded = job.runToEnd(StartPosition.EARLIEST, 2, new SlowLines());
    assertThat(comesTrue(() -> bounded.progress().accounting().read() > 0)).isTrue();
    RunReport stopped = stopped(bounded);
    assertThat(stopped.accounting().read()).isBetween(1L, 59_999L);

    RunningJob forever = job.runForever(StartPosition.COMMITTED, 1, new BehaviorLines());
    job.append(1_000);
    assertThat(comesTrue(() -> job.viewsOfBooks() == 61_000)).as("beyond the old ends").isTrue();
    assertThat(stopped(forever).accounting().counted()).isEqualTo(61_000);

    job.append(1_000);
    RunReport last = job.runToEnd(StartPosition.COMMITTED, 2, new BehaviorLines()).await();
    assertThat(last.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(last.accounting().counted()).isEqualTo(62_000);
    assertThat(last.readBefore()).isEqualTo(61_000);
  }

  @Test
  void goesOnFromTheNewestCompleteStateOfSeveral() throws IOException, InterruptedException {
    ResumableJob job = new ResumableJob("several", stateDirectory);
    job.append(10);
    RunningJob first = job.runForever(StartPosition.COMMITTED, 1, new BehaviorLines());
    assertThat(comesTrue(() -> job.viewsOfBooks() == 10)).isTrue();
    stopped(first);
    Path older = onlyRunOf(job);
    Path aside = stateDirectory.resolve("aside");
    copy(older, aside);

    job.append(10);
    RunningJob second = job.runForever(StartPosition.COMMITTED, 1, new BehaviorLines());
    assertThat(comesTrue(() -> job.viewsOfBooks() == 20)).isTrue();
    stopped(second);
    copy(aside, older);
    Files.createDirectories(job.folder().resolve("run-00000009/0123abcd/chk-77"));

    RunReport report = job.runToEnd(StartPosition.COMMITTED, 1, new BehaviorLines()).await();
    assertThat(report.failure()).isNull();
    assertThat(report.readBefore()).isEqualTo(20);
  }

  @Test
  void damagedStateIsRefusedAndEarliestBeginsAnew() throws IOException, InterruptedException {
    ResumableJob job = new ResumableJob("damaged", stateDirectory);
    job.append(10);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 1, new BehaviorLines());
    assertThat(comesTrue(() -> job.viewsOfBooks() == 10)).isTrue();
    stopped(run);
    Path savepoint = Snapshots.completeIn(onlyRunOf(job)).get(0);
    Path metadata = savepoint.resolve("_metadata");
    byte[] bytes = Files.readAllBytes(metadata);
    Files.write(metadata, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> job.runToEnd(StartPosition.COMMITTED, 1, new BehaviorLines()))
        .isInstanceOf(TallyException.class)
        .hasMessageStartingWith(
            "The state kept of job %s in %s is damaged: ",
            BehaviorCounting.NAME, savepoint.getParent())
        .hasMessageEndingWith("with --restore-from-output, or start anew with --fresh.")
        .extracting(e -> ((TallyException) e).problem())
        .isEqualTo(Problem.STATE);

    RunReport anew = job.runToEnd(StartPosition.EARLIEST, 1, new BehaviorLines()).await();
    assertThat(anew.accounting()).isEqualTo(new Accounting(10, 10, 0, 0, 0, 0));
    assertThat(anew.readBefore()).isZero();
  }

  @Test
  void stateOfAnotherTopicIsRefused() throws InterruptedException {
    ResumableJob job = new ResumableJob("one-topic", stateDirectory);
    job.append(10);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 1, new BehaviorLines());
    assertThat(comesTrue(() -> job.viewsOfBooks() == 10)).isTrue();
    stopped(run);

    ResumableJob other = new ResumableJob("another-topic", stateDirectory);
    assertThatThrownBy(() -> other.runToEnd(StartPosition.COMMITTED, 1, new BehaviorLines()))
        .isInstanceOf(TallyException.class)
        .hasMessageContaining("is of topic %s, not of topic %s", job.input(), other.input());
  }

  @Test
  void secondRunOfTheSameJobIsRefused() throws InterruptedException {
    ResumableJob job = new ResumableJob("held", stateDirectory);
    RunningJob run = job.runForever(StartPosition.COMMITTED, 1, new BehaviorLines());

    assertThatThrownBy(() -> job.runToEnd(StartPosition.EARLIEST, 1, new BehaviorLines()))
        .isInstanceOf(TallyException.class)
        .hasMessage(
            "Another run of behavior-counts holds %s. Stop it first, or choose another --state-dir.",
            job.folder())
        .extracting(e -> ((TallyException) e).problem())
        .isEqualTo(Problem.BUSY);
    stopped(run);
  }

  private static RunReport stopped(RunningJob job) throws InterruptedException {
    job.stop();
    RunReport report = job.await();
    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.CANCELED);
    assertThat(report.accounting().balances()).as(report.accounting().line()).isTrue();
    return report;
  }

  private static Path onlyRunOf(ResumableJob job) throws IOException {
    List<Path> runs = FileTrees.children(job.folder(), "run-");
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }
}
