package dev.tally.application.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.sample.Reading;
import dev.tally.domain.time.TumblingWindows;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** How a job goes on where something is lost, changed or deleted. */
final class InProcessResumeIT extends EngineFixture {

  private static final TumblingWindows<Reading> RULES = ReadingCase.MINUTES;

  private final InMemoryTopics topics = new InMemoryTopics();

  @Test
  void lostStateIsRestoredFromTheRowsExactly() throws InterruptedException {
    Corpus first = readings(0);
    Corpus second = readings(600);
    try (var trial = readings(2, RULES, CLOCK)) {
      trial.append(first);
      RunReport before = stoppedOnceCounted(trial.runForever(StartPosition.COMMITTED, 2), 600);
      topics.loseState(trial.job());
      trial.append(second);

      RunReport whole = trial.runToEnd(StartPosition.OUTPUT, 2);

      NaiveModel model = NaiveModel.ofReadings(first.then(second), trial.input(), RULES, NOW, true);
      assertThat(whole.status()).isEqualTo(JobStatus.FINISHED);
      assertThat(whole.readBefore()).isEqualTo(before.accounting().read());
      assertThat(whole.accounting()).isEqualTo(model.accounting());
      assertThat(trial.table()).isEqualTo(model.rows());
    }
  }

  @Test
  void lostStateIsNeverSilentlyBegunAnew() throws InterruptedException {
    try (var trial = behaviors(2)) {
      trial.append(BehaviorCorpora.some(300, 2, 8));
      RunReport before = stoppedOnceCounted(trial.runForever(StartPosition.COMMITTED, 2), 300);
      topics.loseState(trial.job());

      assertRefused(
          () -> trial.runForever(StartPosition.COMMITTED, 2),
          "Topic %s has rows, but no state of job %s is kept in the cluster.\nGo on from those rows with --restore-from-output, or start anew with --fresh."
              .formatted(trial.output(), trial.job()));

      RunReport anew = trial.runToEnd(StartPosition.EARLIEST, 2);
      assertThat(anew.accounting()).isEqualTo(before.accounting());
      assertThat(anew.readBefore()).isZero();
    }
  }

  @Test
  void nothingCanBeRestoredOfACompletedRun() throws InterruptedException {
    try (var trial = behaviors(2)) {
      trial.append(BehaviorCorpora.some(300, 2, 8));
      assertThat(trial.runToEnd(StartPosition.COMMITTED, 2).status()).isEqualTo(JobStatus.FINISHED);

      assertRefused(
          () -> trial.runForever(StartPosition.OUTPUT, 2),
          "The state cannot be restored from topic %s: no positions of job %s are kept with its rows (it never committed any, came to its end, or the broker has dropped them).\nStart anew with --fresh."
              .formatted(trial.output(), trial.job()));
    }
  }

  @Test
  void rowsOfBeforeAFreshStartAreNotRestored() throws InterruptedException {
    try (var trial = behaviors(2)) {
      trial.append(Corpus.empty(2).add(0, "old;view").add(0, "kept;view"));
      stoppedOnceCounted(trial.runForever(StartPosition.COMMITTED, 2), 2);
      topics.deleteBefore(trial.input(), 1);
      stoppedOnceCounted(trial.runForever(StartPosition.EARLIEST, 2), 1);
      topics.loseState(trial.job());
      trial.append(Corpus.empty(2).add(0, "old;view"));

      RunReport restored = trial.runToEnd(StartPosition.OUTPUT, 1);

      assertThat(restored.accounting().counted()).isEqualTo(2);
      assertThat(trial.table().get("old;view")).startsWith("1;");
      assertThat(trial.table().get("kept;view")).startsWith("1;");
    }
  }

  @Test
  void otherWindowsThanTheJobWasBegunWithAreRefused() throws InterruptedException {
    TumblingWindows<Reading> halves =
        new TumblingWindows<>(
            Reading::timestamp,
            RULES.size() / 2,
            RULES.watermarkDelay(),
            RULES.allowedLateness(),
            RULES.maxFutureSkew(),
            RULES.idleAfter());
    try (var trial = readings(2, RULES, CLOCK)) {
      trial.append(readings(0));
      stoppedOnceCounted(trial.runForever(StartPosition.COMMITTED, 2), 600);

      trial.windowsBy(halves);
      assertRefused(
          () -> trial.runForever(StartPosition.COMMITTED, 2),
          "Job %s was begun with --window 1m and cannot go on with --window 30s.\nUse the same as before, or start anew with --fresh."
              .formatted(trial.job()));
      assertRefused(
          () -> trial.runForever(StartPosition.OUTPUT, 2),
          "Job %s was begun with --window 1m and cannot go on with --window 30s.\nUse the same as before, or start anew with --fresh."
              .formatted(trial.job()));
    }
  }

  @Test
  void deletedRecordsAreNotPassedOver() throws InterruptedException {
    try (var trial = behaviors(1)) {
      trial.append(Corpus.empty(1).add(0, "a;view"));
      stoppedOnceCounted(trial.runForever(StartPosition.COMMITTED, 1), 1);
      trial.append(Corpus.empty(1).add(0, "a;view").add(0, "a;view"));
      topics.deleteBefore(trial.input(), 2);

      assertRefused(
          () -> trial.runForever(StartPosition.COMMITTED, 1),
          "Job %s has read topic %s, partition 0, to offset 1, but it now begins at 2: the records between were deleted unread.\nStart anew with --fresh, which counts what is there."
              .formatted(trial.job(), trial.input()));
    }
  }

  @Test
  void topicMadeAnewIsNoticedAtAResumeAndWhileItIsRead() throws InterruptedException {
    try (var trial = behaviors(1)) {
      trial.append(Corpus.empty(1).add(0, "a;view"));
      RunningJob job = trial.runForever(StartPosition.COMMITTED, 1);
      eventually(() -> assertThat(job.progress().accounting().counted()).isEqualTo(1));
      topics.createInput(trial.input(), 1);
      trial.append(Corpus.empty(1).add(0, "b;view").add(0, "b;view").add(0, "b;view"));

      RunReport report = job.await();
      assertThat(report.status()).isEqualTo(JobStatus.FAILED);
      assertThat(report.failure())
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.STATE))
          .hasMessageMatching(
              "Topic %s was deleted and made anew while job %s read it \\(id \\w+ before, \\w+ now\\).\nStart anew with --fresh."
                  .formatted(trial.input(), trial.job()));
      assertThatThrownBy(() -> trial.runForever(StartPosition.COMMITTED, 1))
          .hasMessageMatching(
              "Topic %s is not the one that job %s has read: it was deleted and made anew \\(id \\w+ before, \\w+ now\\).\nStart anew with --fresh."
                  .formatted(trial.input(), trial.job()));
    }
  }

  @Test
  void partitionThatIsAddedIsReadFromItsFirstRecord() throws InterruptedException {
    try (var trial = behaviors(1)) {
      trial.append(Corpus.empty(1).add(0, "a;view"));
      RunningJob job = trial.runForever(StartPosition.LATEST, 1);
      topics.addPartition(trial.input());
      trial.append(Corpus.empty(2).add(0, "b;view").add(1, "b;view").add(1, "c;view"));

      eventually(() -> assertThat(job.progress().accounting().counted()).isEqualTo(3));
      job.stop();
      assertThat(job.await().status()).isEqualTo(JobStatus.CANCELED);

      topics.addPartition(trial.input());
      trial.append(Corpus.empty(3).add(2, "d;view"));
      RunReport resumed = trial.runToEnd(StartPosition.COMMITTED, 2);
      assertThat(resumed.accounting().counted()).isEqualTo(4);
    }
  }

  private static Corpus readings(int first) {
    Corpus corpus = Corpus.empty(2);
    for (int number = first; number < first + 600; number++) {
      corpus.add(number % 2, "north", number % 3, number, number * 2_000L);
    }
    return corpus;
  }

  private RunReport stoppedOnceCounted(RunningJob job, long count) throws InterruptedException {
    eventually(() -> assertThat(job.progress().accounting().counted()).isEqualTo(count));
    job.stop();
    RunReport report = job.await();
    assertThat(report.status()).isEqualTo(JobStatus.CANCELED);
    return report;
  }

  private static void assertRefused(ThrowingCallable start, String message) {
    assertThatThrownBy(start)
        .isInstanceOfSatisfying(
            TallyException.class, failure -> assertThat(failure.problem()).isEqualTo(Problem.STATE))
        .hasMessage(Objects.requireNonNull(message));
  }

  @Override
  protected AggregationEngine engine(WallClock clock) {
    return new InProcessEngine(topics, topics, topics, topics, clock);
  }

  @Override
  protected ConformanceTopics topics() {
    return topics;
  }

  @Override
  protected Emission emission() {
    return new Emission(1);
  }
}
