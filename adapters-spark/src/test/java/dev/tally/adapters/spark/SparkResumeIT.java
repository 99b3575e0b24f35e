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
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.time.WindowState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves behind for the next one, and what it leaves to nobody. */
@Timeout(120)
final class SparkResumeIT {

  private static final long NOW = 1_745_244_645_123L;

  private final KafkaTestBroker broker = KafkaTestBroker.shared();
  private final String input = broker.newTopic("spark-resume", 2);
  private final String output = broker.newTable("spark-resume-rows", 1);

  @TempDir private Path stateDirectory;

  @Test
  void passesThatWereNotCommittedAreRepeatedWithoutDoubleCounting() throws Exception {
    broker.appendTexts(input, 0, "books;view", "books;click");
    runUntilRead(2, 2);
    Path committed = folder().resolve("committed.properties");
    Path before = Files.copy(committed, stateDirectory.resolve("before"));
    broker.appendTexts(input, 1, "books;view", "home;view");
    runUntilRead(4, 2);

    // A crash: state and rows of the later passes are there, the file that commits them is not.
    Files.delete(committed);
    Files.copy(before, committed);
    broker.appendTexts(input, 0, "books;view", "");
    RunReport resumed = runUntilRead(6, 3);

    assertThat(resumed.readBefore()).isEqualTo(2);
    assertThat(resumed.accounting()).isEqualTo(new Accounting(6, 5, 0, 1, 0, 0));
    assertThat(broker.table(output))
        .isEqualTo(
            Map.of(
                "books;view", "3;OPEN;" + NOW,
                "books;click", "1;OPEN;" + NOW,
                "home;view", "1;OPEN;" + NOW));
  }

  @Test
  void encoderThatBreaksFailsTheRunWithItsOwnFailure() throws Exception {
    broker.appendTexts(input, 0, "books;view");

    RunReport report = start(new BrokenRows(), StartPosition.EARLIEST, 2).await();

    assertThat(report.status()).isEqualTo(JobStatus.FAILED);
    assertThat(report.failure())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the encoder is broken");
    assertThat(report.accounting()).isEqualTo(Accounting.NONE);
  }

  @Test
  void stateIsHeldByOneRunAtATimeAndByItsJobOnly() throws Exception {
    RunningJob job = start(new BehaviorLines.Rows(), StartPosition.EARLIEST, 2);
    assertThatThrownBy(() -> start(new BehaviorLines.Rows(), StartPosition.COMMITTED, 2))
        .isInstanceOfSatisfying(
            TallyException.class, busy -> assertThat(busy.problem()).isEqualTo(Problem.BUSY))
        .hasMessageContaining(folder().toString());
    job.stop();
    job.stop();
    assertThat(job.await().status()).isEqualTo(JobStatus.CANCELED);

    String other = broker.newTopic("spark-resume-other", 1);
    assertThatThrownBy(() -> start(other, new BehaviorLines.Rows(), StartPosition.COMMITTED, 2))
        .isInstanceOfSatisfying(
            TallyException.class, stale -> assertThat(stale.problem()).isEqualTo(Problem.STATE))
        .hasMessageContaining("is of topic " + input + ", not of topic " + other);
  }

  @Test
  void leavesNothingInTheWorkingDirectory() throws Exception {
    broker.appendTexts(input, 0, "books;view");
    runUntilRead(1, 1);

    try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain("spark-warehouse", "metastore_db", "derby.log", "artifacts");
    }
  }

  private Path folder() {
    return stateDirectory.resolve("spark").resolve(BehaviorCounting.NAME);
  }

  // Without an end, since a run that comes to its end keeps nothing.
  private RunReport runUntilRead(long records, int parallelism) throws InterruptedException {
    RunningJob job = start(new BehaviorLines.Rows(), StartPosition.COMMITTED, parallelism);
    while (job.progress().accounting().read() < records && !job.progress().status().isTerminal()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for " + records + " records");
      }
    }
    job.stop();
    RunReport report = job.await();
    assertThat(report.failure()).isNull();
    assertThat(report.accounting().read()).isEqualTo(records);
    return report;
  }

  private RunningJob start(ResultEncoder<BehaviorCount> rows, StartPosition from, int parallelism) {
    return start(input, rows, from, parallelism);
  }

  private RunningJob start(
      String topic, ResultEncoder<BehaviorCount> rows, StartPosition from, int parallelism) {
    return SparkAdapter.engine(KafkaAdapter.topics(), KafkaAdapter.outputHistory(), () -> NOW)
        .start(
            BehaviorCounting.spec(Emission.every(Duration.ofMillis(100))),
            new TopicInput<>(broker.cluster(), topic, from, Optional.empty(), new BehaviorLines()),
            new TopicOutput<>(broker.cluster(), output, rows),
            new Execution(parallelism, stateDirectory));
  }

  private record BrokenRows() implements ResultEncoder<BehaviorCount> {

    private static final long serialVersionUID = 1L;

    @Override
    public byte[] key(BehaviorCount result) {
      throw new IllegalStateException("the encoder is broken");
    }

    @Override
    public byte[] value(BehaviorCount result, WindowState state, long updateTime) {
      throw new IllegalStateException("the encoder is broken");
    }
  }
}
