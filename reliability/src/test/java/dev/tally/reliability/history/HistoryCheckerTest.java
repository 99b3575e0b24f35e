package dev.tally.reliability.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.reliability.history.Anomaly.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each anomaly, made by hand, turns the checker red; and a sound history does not. */
class HistoryCheckerTest {

  private static final Promise EXACT = Promise.neverBack();

  private final List<InputRecord> inputs = new ArrayList<>();
  private final List<OutputVersion> versions = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();

  @Test
  void soundHistoryHasNoAnomaly() {
    sent("a", 1);
    sent("a", 2);
    counted("a", 1, 2);
    sent("b", 3);
    counted("a", 2, 4);
    counted("b", 1, 4);
    counted("a", 2, 5); // repeated

    Verdict verdict = verdict(EXACT);

    assertThat(verdict.anomalies()).isEmpty();
    assertThat(verdict.accounting())
        .isEqualTo("read 3 = counted 3 + late 0 + rejected 0 + ignored 0");
    assertThat(verdict)
        .hasToString("0 anomalies in 3 inputs, 4 versions of 2 rows, 0 dead letters\n");
  }

  @Test
  void inputThatIsNotCountedIsLost() {
    sent("a", 1);
    sent("a", 2);
    counted("a", 1, 3);

    assertThat(verdict(EXACT))
        .hasToString(
            """
            1 anomalies in 2 inputs, 1 versions of 1 rows, 0 dead letters
            LOST  out partition 0 offset 0: a counts 1, 2 were sent""");
  }

  @Test
  void rowThatIsMissingIsLost() {
    sent("a", 1);

    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void inputThatIsCountedTwiceIsDoubled() {
    sent("a", 1);
    sent("a", 2);
    counted("a", 3, 3);

    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.AHEAD_OF_TRUTH, Kind.DOUBLED);
  }

  @Test
  void countThatWasTooHighForAWhileIsAheadOfTheTruth() {
    sent("a", 1);
    counted("a", 2, 2); // as many as were sent in the end, but not yet then
    sent("a", 3);

    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.AHEAD_OF_TRUTH);
  }

  @Test
  void rowOfWhichNothingWasSentIsAPhantom() {
    sent("a", 1);
    counted("a", 1, 2);
    counted("b", 1, 2);

    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.PHANTOM);
  }

  @Test
  void countThatFallsIsAStepBackUnlessThereWasARestart() {
    sent("a", 1);
    sent("a", 2);
    counted("a", 2, 3);
    counted("a", 1, 5);
    counted("a", 2, 6);

    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.STEP_BACK);
    assertThat(verdict(Promise.backOnlyAt(List.of(4L))).isSound()).isTrue();
    assertThat(verdict(Promise.backOnlyAt(List.of(2L, 6L))).kinds())
        .containsExactly(Kind.STEP_BACK);
  }

  @Test
  void lastVersionThatIsOlderThanARightOneIsStale() {
    sent("a", 1);
    sent("a", 2);
    counted("a", 2, 3);
    counted("a", 1, 5);

    assertThat(verdict(Promise.backOnlyAt(List.of(4L))).kinds()).containsExactly(Kind.STALE_FINAL);
  }

  @Test
  void rowInTwoPartitionsHasNoOrder() {
    sent("a", 1);
    counted("a", 1, 2);
    versions.add(new OutputVersion(new Place("out", 1, 0), 3, new CountRow("a", 1, 0)));

    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.TWO_PARTITIONS);
  }

  @Test
  void windowThatChangesAfterItWasFinalStepsBack() {
    sent("a", 1);
    window("a", 1, 2, 2);
    sent("a", 3);
    window("a", 2, 2, 4);

    assertThat(verdict(EXACT.ofWindows()).kinds()).containsExactly(Kind.STEP_BACK);
  }

  @Test
  void windowThatIsOpenAgainStepsBack() {
    sent("a", 1);
    window("a", 1, 1, 2);
    window("a", 1, 0, 3);
    window("a", 1, 2, 4);

    assertThat(verdict(EXACT.ofWindows()).kinds()).containsExactly(Kind.STEP_BACK);
  }

  @Test
  void windowIsFinalAtTheEndOnly() {
    sent("a", 1);
    window("a", 1, 1, 2);

    assertThat(verdict(EXACT.ofWindows()).kinds()).containsExactly(Kind.NOT_FINAL);
    assertThat(verdict(EXACT.ofWindows().unfinished()).isSound()).isTrue();
  }

  @Test
  void asManyInputsMayBeMissingAsWereLate() {
    sent("a", 1);
    sent("a", 2);
    window("a", 1, 2, 3);

    assertThat(verdict(EXACT.ofWindows().withLate(1)).isSound()).isTrue();
    assertThat(verdict(EXACT.ofWindows().withLate(1)).accounting())
        .isEqualTo("read 2 = counted 1 + late 1 + rejected 0 + ignored 0");
    assertThat(verdict(EXACT.ofWindows().withLate(2)).kinds())
        .containsExactly(Kind.LOST, Kind.WRONG_LATE);
    assertThat(verdict(EXACT.ofWindows()).kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void rejectedInputHasOneDeadLetterAndNoOtherHas() {
    sent("a", 1);
    counted("a", 1, 2);
    Place bad = new Place("in", 0, 7);
    inputs.add(new InputRecord(bad, 3, new Reading.Rejected("no JSON")));
    inputs.add(new InputRecord(new Place("in", 0, 8), 3, new Reading.Ignored()));

    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.NO_DEAD_LETTER);
    letter(bad);
    assertThat(verdict(EXACT).isSound()).isTrue();
    assertThat(verdict(EXACT).accounting())
        .isEqualTo("read 3 = counted 1 + late 0 + rejected 1 + ignored 1");
    letter(bad);
    assertThat(verdict(EXACT).kinds()).containsExactly(Kind.DOUBLED_DEAD_LETTER);
    assertThat(verdict(Promise.backOnlyAt(List.of())).isSound()).isTrue();
    letter(new Place("in", 0, 0));
    assertThat(verdict(Promise.backOnlyAt(List.of())).kinds())
        .containsExactly(Kind.WRONG_DEAD_LETTER);
  }

  private void sent(String cell, long at) {
    inputs.add(new InputRecord(new Place("in", 0, inputs.size()), at, new Reading.Counted(cell)));
  }

  private void counted(String cell, long count, long at) {
    window(cell, count, 0, at);
  }

  private void window(String cell, long count, int settled, long at) {
    versions.add(
        new OutputVersion(
            new Place("out", 0, versions.size()), at, new CountRow(cell, count, settled)));
  }

  private void letter(Place origin) {
    letters.add(new DeadLetter(new Place("dead", 0, letters.size()), origin));
  }

  private Verdict verdict(Promise promise) {
    return HistoryChecker.check(new History(inputs, versions, letters), promise);
  }
}
