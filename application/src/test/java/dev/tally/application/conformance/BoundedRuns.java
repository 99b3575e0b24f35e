package dev.tally.application.conformance;

import static dev.tally.application.conformance.RowAssertions.assertRowsBetween;
import static dev.tally.application.conformance.RowAssertions.assertRowsOnlyMoveForward;
import static dev.tally.application.conformance.RowAssertions.stateOf;
import static dev.tally.application.conformance.RowAssertions.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.Rejection;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.StartPosition;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.time.GlobalWindow;
import dev.tally.domain.time.WindowState;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs over input that has an end: each compared with the naive model. */
abstract class BoundedRuns extends RejectingRuns {

  @ParameterizedTest
  @MethodSource("dev.tally.application.conformance.ReadingCase#all")
  void windowedRowsAreThoseOfTheModel(ReadingCase readings) throws InterruptedException {
    try (var trial = readings(readings.corpus().size(), readings.rules(), CLOCK)) {
      trial.append(readings.corpus());
      NaiveModel least = modelOf(readings, trial.input(), false);
      NaiveModel most = modelOf(readings, trial.input(), true);

      RunReport report = trial.runToEnd(StartPosition.EARLIEST, readings.parallelism());

      assertFinished(report, trial.job(), readings.parallelism());
      List<Upsert> upserts = trial.upserts();
      SortedMap<String, String> table = Trial.tableOf(upserts);
      if (least.rows().equals(most.rows())) {
        assertThat(table).isEqualTo(most.rows());
        assertThat(report.accounting()).isEqualTo(most.accounting());
      } else {
        assertRowsBetween(table, least.rows(), most.rows());
        assertAccountingBetween(report.accounting(), least.accounting(), most.accounting());
      }
      assertThat(total(table)).isEqualTo(report.accounting().counted());
      assertThat(table.values()).allMatch(row -> stateOf(row) == WindowState.FINAL);
      assertRejected(report, most.rejected(), readings.corpus().size());
      assertRowsOnlyMoveForward(upserts);
    }
  }

  @Test
  void behaviorCountsAreThoseOfTheModelAndTwoWorkersTookPart() throws InterruptedException {
    Corpus corpus = BehaviorCorpora.trying();
    String name = UUID.randomUUID().toString();
    var spec =
        new AggregationSpec<>(
            BehaviorCounting.NAME,
            new ObservedAggregation<>(new BehaviorCounting(), name),
            new GlobalWindow<>(),
            emission());
    var decoder = new ObservedDecoders<>(new BehaviorLines(), name, patience().toMillis());
    try (var trial = behaviors(corpus.size(), spec, decoder)) {
      trial.append(corpus);
      NaiveModel model = NaiveModel.ofBehaviors(corpus, trial.input(), NOW);

      RunReport report = trial.runToEnd(StartPosition.EARLIEST, 2);

      assertFinished(report, trial.job(), 2);
      assertThat(trial.table()).isEqualTo(model.rows());
      assertThat(report.accounting()).isEqualTo(model.accounting());
      assertRejected(report, model.rejected(), corpus.size());
      assertRowsOnlyMoveForward(trial.upserts());
      assertThat(report.parallelism()).isEqualTo(2);
      assertThat(Observations.named(name).workers()).as("workers").isGreaterThanOrEqualTo(2);
      assertThat(Observations.named(name).merges())
          .as("merges, of partial results and not of single events")
          .isPositive()
          .isLessThan(model.accounting().counted());
    }
  }

  @Test
  void boundedRunStopsAtItsEndsAndTheNextBeginsAnew() throws InterruptedException {
    Corpus corpus = BehaviorCorpora.some(500, 2, 1);
    Corpus more = BehaviorCorpora.some(300, 2, 2);
    try (var trial = behaviors(2)) {
      trial.append(corpus);
      Map<Integer, Long> ends = trial.ends();
      trial.append(more);

      RunReport first = trial.runTo(ends, StartPosition.COMMITTED, 2);
      assertFinished(first, trial.job(), 2);
      assertThat(trial.table())
          .isEqualTo(NaiveModel.ofBehaviors(corpus, trial.input(), NOW).rows());
      assertThat(first.accounting()).isEqualTo(new Accounting(500, 500, 0, 0, 0, 0));

      RunReport second = trial.runToEnd(StartPosition.COMMITTED, 1);
      assertFinished(second, trial.job(), 1);
      assertThat(trial.table())
          .isEqualTo(NaiveModel.ofBehaviors(corpus.then(more), trial.input(), NOW).rows());
      assertThat(second.accounting()).isEqualTo(new Accounting(800, 800, 0, 0, 0, 0));
      assertThat(second.readBefore()).isZero();
    }
  }

  private static NaiveModel modelOf(ReadingCase readings, String topic, boolean countDoubtful) {
    return NaiveModel.ofReadings(readings.corpus(), topic, readings.rules(), NOW, countDoubtful);
  }

  private void assertFinished(RunReport report, String job, int parallelism) {
    assertThat(report.failure()).isNull();
    assertThat(report.status()).isEqualTo(JobStatus.FINISHED);
    assertThat(report.job()).isEqualTo(job);
    assertThat(report.engine()).isEqualTo(engine(CLOCK).name()).isNotBlank();
    assertThat(report.engineVersion()).isEqualTo(engine(CLOCK).version()).isNotBlank();
    assertThat(report.parallelism()).isBetween(1, parallelism);
    assertThat(report.accounting().balances()).as(report.accounting().line()).isTrue();
    assertThat(report.startupSeconds()).isNotNegative();
    assertThat(report.processingSeconds()).isNotNegative();
  }

  private static void assertAccountingBetween(
      Accounting actual, Accounting least, Accounting most) {
    assertThat(actual.counted()).isBetween(least.counted(), most.counted());
    assertThat(actual.counted() + actual.late()).isEqualTo(most.counted());
    assertThat(actual).usingRecursiveComparison().ignoringFields("counted", "late").isEqualTo(most);
  }

  private static void assertRejected(
      RunReport report, List<? extends Rejection> expected, int partitions) {
    int shown = Math.min(RejectedRecord.SHOWN, expected.size());
    assertThat(report.firstRejected()).hasSize(shown).doesNotHaveDuplicates();
    assertThat(expected.containsAll(report.firstRejected())).isTrue();
    if (partitions == 1) {
      assertThat(report.firstRejected()).isEqualTo(expected.subList(0, shown));
    }
  }
}
