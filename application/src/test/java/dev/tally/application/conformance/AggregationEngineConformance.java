package dev.tally.application.conformance;

import static dev.tally.application.conformance.RowAssertions.assertRowsOnlyMoveForward;
import static dev.tally.application.conformance.RowAssertions.countOf;
import static dev.tally.application.conformance.RowAssertions.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.sample.Reading;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.WindowState;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every engine promises. A subclass for each engine says how to make it and where its topics
 * are; {@link #topics} may return the same broker for all tests, since every test makes topics of
 * its own.
 *
 * <p>Here are runs without end, and how jobs go on after they were stopped or failed; the runs over
 * input that has an end are inherited.
 */
@Timeout(180)
public abstract class AggregationEngineConformance extends BoundedRuns {

  private static final long MINUTE = 60_000;
  private static final long START = 1_745_222_400_000L; // 2025-04-21T08:00:00Z
  private static final String FIRST_WINDOW = "north;1;1745222400000;1745222460000";
  private static final String LAST_WINDOW = "north;1;1745226000000;1745226060000";

  @Test
  void rowsAppearWhileTheJobRunsAndAStoppedJobGoesOn() throws InterruptedException {
    Corpus first = BehaviorCorpora.some(400, 2, 3).add(0, "no behavior").add(1, null);
    Corpus second = BehaviorCorpora.some(300, 2, 4).add(1, "no behavior").add(0, null);
    try (var trial = behaviors(2)) {
      NaiveModel model = NaiveModel.ofBehaviors(first, trial.input(), NOW);
      NaiveModel wholeModel = NaiveModel.ofBehaviors(first.then(second), trial.input(), NOW);

      RunningJob job = trial.runForever(StartPosition.COMMITTED, 2);
      trial.append(first);
      eventually(() -> assertThat(trial.table()).isEqualTo(model.rows()));
      eventually(() -> assertThat(job.progress().status()).isEqualTo(JobStatus.RUNNING));
      eventually(() -> assertThat(job.progress().accounting()).isEqualTo(model.accounting()));
      RunReport stopped = stopped(job);
      assertThat(stopped.accounting()).isEqualTo(model.accounting());
      assertThat(stopped.readBefore()).isZero();

      trial.append(second);
      RunningJob resumed = trial.runForever(StartPosition.COMMITTED, 1);
      eventually(() -> assertThat(trial.table()).isEqualTo(wholeModel.rows()));
      RunReport whole = stopped(resumed);
      assertThat(whole.accounting()).isEqualTo(wholeModel.accounting());
      assertThat(whole.readBefore()).isEqualTo(model.accounting().read());
      assertRowsOnlyMoveForward(trial.upserts());

      RunReport anew = trial.runToEnd(StartPosition.EARLIEST, 2);
      assertThat(anew.status()).isEqualTo(JobStatus.FINISHED);
      assertThat(anew.accounting()).isEqualTo(wholeModel.accounting());
      assertThat(anew.readBefore()).isZero();
      assertThat(trial.table()).isEqualTo(wholeModel.rows());
    }
  }

  @Test
  void eventOfAFinalWindowIsLateAlsoAfterAResume() throws InterruptedException {
    WallClock realClock = System::currentTimeMillis; // a partition is idle by this clock
    TumblingWindows<Reading> rules =
        new TumblingWindows<>(Reading::timestamp, MINUTE, MINUTE, MINUTE, MINUTE, 100);
    try (var trial = readings(2, rules, realClock)) {
      RunningJob job = trial.runForever(StartPosition.EARLIEST, 2);
      trial.append(
          Corpus.empty(2).add(0, "north", 1, 5, START).add(0, "north", 1, 6, START + 60 * MINUTE));
      AtomicInteger signs = new AtomicInteger();
      eventually(
          () -> { // where all partitions are idle the watermark stands still: this one is not
            trial.append(Corpus.empty(2).add(0, "alive", 1, 0, START + 60 * MINUTE));
            signs.incrementAndGet();
            assertStates(trial.table(), WindowState.FINAL, WindowState.OPEN);
          });
      eventually(() -> assertThat(job.progress().watermark()).isEqualTo(START + 59 * MINUTE));

      trial.append(Corpus.empty(2).add(0, "north", 1, 7, START).add(1, "north", 1, 8, START));
      eventually(() -> assertThat(job.progress().accounting().late()).isEqualTo(2));
      RunReport stopped = stopped(job);
      assertThat(stopped.accounting().counted()).isEqualTo(2 + signs.get());
      // A stop is not the end of the input.
      assertStates(trial.table(), WindowState.FINAL, WindowState.OPEN);

      trial.append(
          Corpus.empty(2)
              .add(0, "north", 1, 9, START)
              .add(1, "north", 1, 10, START)
              .add(1, "north", 1, 11, START + 60 * MINUTE));
      RunningJob resumed = trial.runForever(StartPosition.COMMITTED, 2);
      eventually(
          () -> {
            assertThat(resumed.progress().accounting().late()).isEqualTo(4);
            assertThat(trial.table().get(LAST_WINDOW)).startsWith("2;17;11;OPEN;");
          });
      assertThat(trial.table().get(FIRST_WINDOW)).startsWith("1;5;5;FINAL;");
      assertThat(stopped(resumed).accounting().counted()).isEqualTo(3 + signs.get());
      assertRowsOnlyMoveForward(trial.upserts());
    }
  }

  @Test
  void stopRightAfterTheStartLosesNothing() throws InterruptedException {
    Corpus corpus = BehaviorCorpora.some(5_000, 2, 5);
    try (var trial = behaviors(2)) {
      trial.append(corpus);
      NaiveModel model = NaiveModel.ofBehaviors(corpus, trial.input(), NOW);

      RunningJob job = trial.runForever(StartPosition.COMMITTED, 2);
      job.stop();
      RunReport stopped = stopped(job);
      long counted = trial.table().values().stream().mapToLong(RowAssertions::countOf).sum();
      assertThat(counted).isEqualTo(stopped.accounting().counted());

      RunReport rest = trial.runToEnd(StartPosition.COMMITTED, 2);
      assertThat(rest.failure()).isNull();
      assertThat(rest.readBefore()).isEqualTo(stopped.accounting().read());
      assertThat(rest.accounting()).isEqualTo(model.accounting());
      assertThat(trial.table()).isEqualTo(model.rows());
    }
  }

  @Test
  void brokenDecoderFailsTheJobAndAMendedOneGoesOn() throws InterruptedException {
    Corpus corpus =
        BehaviorCorpora.some(2_050, 2, 6)
            .add(1, "poison;view") // in the midst of what a worker reads at once
            .then(BehaviorCorpora.some(50, 2, 7));
    try (var trial = behaviors(2)) {
      trial.append(corpus);
      NaiveModel model = NaiveModel.ofBehaviors(corpus, trial.input(), NOW);

      trial.decodeWith(new PoisonedDecoders<>(new BehaviorLines(), "poison"));
      RunReport failed = trial.runToEnd(StartPosition.COMMITTED, 2);
      assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
      assertThat(failed.failure())
          .isNotNull()
          .hasStackTraceContaining("the decoder is broken by 'poison'");

      trial.decodeWith(new BehaviorLines());
      RunReport mended = trial.runToEnd(StartPosition.COMMITTED, 2);
      assertThat(mended.failure()).isNull();
      assertThat(mended.accounting()).isEqualTo(model.accounting());
      assertThat(trial.table()).isEqualTo(model.rows());
    }
  }

  @Test
  void latestLeavesOutWhatWasThereBefore() throws InterruptedException {
    try (var trial = behaviors(2)) {
      trial.append(BehaviorCorpora.some(100, 2, 7));
      RunningJob job = trial.runForever(StartPosition.LATEST, 2);
      eventually(
          () -> { // where 'now' was is seen only by what comes after it
            trial.append(Corpus.empty(2).add(0, "new;view").add(1, "new;view"));
            assertThat(trial.table()).containsKey("new;view");
          });

      RunReport report = stopped(job);
      assertThat(trial.table().keySet()).containsExactly("new;view");
      assertThat(countOf(trial.table().getOrDefault("new;view", "0")))
          .isEqualTo(report.accounting().read());
    }
  }

  private static RunReport stopped(RunningJob job) throws InterruptedException {
    job.stop();
    job.stop(); // a second call changes nothing
    RunReport report = job.await();
    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.CANCELED);
    assertThat(report.accounting().balances()).as(report.accounting().line()).isTrue();
    assertThat(job.progress().status()).isEqualTo(JobStatus.CANCELED);
    assertThat(job.progress().accounting()).isEqualTo(report.accounting());
    return report;
  }

  private static void assertStates(
      SortedMap<String, String> table, WindowState first, WindowState last) {
    assertThat(table).containsKeys(FIRST_WINDOW, LAST_WINDOW);
    assertThat(stateOf(table.getOrDefault(FIRST_WINDOW, ""))).isEqualTo(first);
    assertThat(stateOf(table.getOrDefault(LAST_WINDOW, ""))).isEqualTo(last);
  }
}
