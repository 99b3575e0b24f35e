package dev.tally.application.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.memory.InMemoryTopics.CrashMoment;
import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.sample.Reading;
import dev.tally.domain.time.TumblingWindows;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The in-process engine goes on exactly after a death at any of its commits. */
class InProcessRecoveryIT extends EngineFixture {

  private static final TumblingWindows<Reading> RULES = ReadingCase.MINUTES;

  private final InMemoryTopics topics = new InMemoryTopics();

  @ParameterizedTest
  @CsvSource({"BEFORE, 0", "AFTER, 0", "BEFORE, 3", "AFTER, 3"})
  void deathAtAnyCommitLosesAndDoublesNothing(CrashMoment moment, int commitMillis)
      throws InterruptedException {
    int commit = 0;
    JobStatus ended;
    do {
      commit++;
      try (var trial = readings(2, RULES, CLOCK)) {
        trial.commitEvery(Duration.ofMillis(commitMillis));
        Corpus corpus = outOfOrder();
        trial.append(corpus);
        NaiveModel model = NaiveModel.ofReadings(corpus, trial.input(), RULES, NOW, true);

        topics.crashAtCommit(commit, moment);
        ended = trial.runToEnd(StartPosition.COMMITTED, 2).status();
        topics.crashNoMore();
        RunReport rest = trial.runToEnd(StartPosition.COMMITTED, 2);

        assertThat(rest.status()).isEqualTo(JobStatus.FINISHED);
        assertThat(rest.accounting()).isEqualTo(model.accounting());
        assertThat(trial.table()).isEqualTo(model.rows());
      }
    } while (ended == JobStatus.FAILED);

    assertThat(commit).as("commits of the first run that was let live").isGreaterThan(2);
  }

  @Test
  void rowsAreWrittenAheadOfTheCommit() throws InterruptedException {
    Corpus corpus = BehaviorCorpora.some(300, 2, 8);
    try (var trial = behaviors(2)) {
      trial.commitEvery(Duration.ofDays(1));
      trial.append(corpus);
      NaiveModel model = NaiveModel.ofBehaviors(corpus, trial.input(), NOW);
      RunningJob job = trial.runForever(StartPosition.COMMITTED, 2);

      eventually(
          () ->
              assertThat(Trial.tableOf(topics.uncommitted(trial.output())))
                  .isEqualTo(model.rows()));
      assertThat(trial.upserts()).isEmpty();
      assertThat(job.progress().accounting()).isEqualTo(Accounting.NONE);

      job.stop();
      assertThat(job.await().accounting()).isEqualTo(model.accounting());
      assertThat(trial.table()).isEqualTo(model.rows());
    }
  }

  @Test
  void deadLettersThatFillTheMemoryAreCommittedSooner() throws InterruptedException {
    int size = 100_000;
    try (var trial = behaviors(1)) {
      trial.commitEvery(Duration.ofDays(1));
      trial.keepRejected(RejectLimit.NONE);
      RunningJob job = trial.runForever(StartPosition.COMMITTED, 1);
      byte[] noEvent = new byte[size];
      topics.append(trial.input(), 0, Collections.nCopies(60, noEvent));

      eventually(() -> assertThat(trial.deadLetters()).isNotEmpty());
      job.stop();
      assertThat(job.await().accounting().rejected()).isEqualTo(60);
      assertThat(trial.deadLetters()).hasSize(60);
    }
  }

  @Test
  void secondRunOfAJobFencesTheFirst() throws InterruptedException {
    Corpus corpus = BehaviorCorpora.some(300, 2, 8);
    try (var trial = behaviors(2)) {
      RunningJob first = trial.runForever(StartPosition.COMMITTED, 2);
      RunningJob second = trial.runForever(StartPosition.COMMITTED, 2);
      trial.append(corpus);

      RunReport fenced = first.await();
      assertThat(fenced.status()).isEqualTo(JobStatus.FAILED);
      assertThat(fenced.failure())
          .isInstanceOfSatisfying(
              TallyException.class,
              failure -> assertThat(failure.problem()).isEqualTo(Problem.BUSY));
      NaiveModel model = NaiveModel.ofBehaviors(corpus, trial.input(), NOW);
      eventually(() -> assertThat(trial.table()).isEqualTo(model.rows()));
      second.stop();
      assertThat(second.await().accounting()).isEqualTo(model.accounting());
    }
  }

  // Enough for several commits of each worker, and closed windows that are revised.
  private static Corpus outOfOrder() {
    Corpus corpus = Corpus.empty(2);
    for (int number = 0; number < 3_000; number++) {
      long back = number % 5 * 100_000L;
      corpus.add(number % 2, "north", number % 3, number, number * 2_000L - back);
    }
    return corpus;
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
