package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.sample.Reading;
import dev.tally.domain.sample.ReadingKey;
import dev.tally.domain.sample.ReadingSummaries;
import dev.tally.domain.sample.ReadingSummary;
import dev.tally.domain.sample.ReadingTotals;
import dev.tally.domain.time.GlobalWindow;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import dev.tally.domain.time.WindowState;
import dev.tally.domain.time.Windowing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of 10 ms, revised for 20 ms: [0, 10) is closed at 10 and final at 30. */
class WindowTableTest {

  private static final ReadingKey NORTH = new ReadingKey("north", 1);
  private static final ReadingKey SOUTH = new ReadingKey("south", 1);

  private final ReadingSummaries summaries = new ReadingSummaries();
  private final WindowTable<ReadingKey, ReadingTotals, ReadingSummary> table =
      tableOf(new TumblingWindows<>(Reading::timestamp, 10, 0, 20, 0, 1));

  @Test
  void windowGoesFromOpenToClosedToFinal() {
    merge(NORTH, 0, 5);
    assertThat(emitted()).containsExactly("north@0 sum 5 OPEN");

    table.advance(9);
    assertThat(emitted()).isEmpty();
    table.advance(10);
    assertThat(emitted()).containsExactly("north@0 sum 5 CLOSED");
    table.advance(29);
    assertThat(emitted()).isEmpty();
    table.advance(30);
    assertThat(emitted()).containsExactly("north@0 sum 5 FINAL");
  }

  @Test
  void closedWindowIsRevised() {
    merge(NORTH, 0, 5);
    table.advance(29);
    assertThat(emitted()).containsExactly("north@0 sum 5 CLOSED");

    assertThat(merge(NORTH, 0, 6)).isTrue();
    assertThat(merge(SOUTH, 0, 7)).isTrue();
    assertThat(emitted())
        .containsExactlyInAnyOrder("north@0 sum 11 CLOSED", "south@0 sum 7 CLOSED");
  }

  @Test
  void finalWindowIsForgottenAndWhatStillComesIsLate() {
    merge(NORTH, 0, 5);
    merge(NORTH, 10, 6);
    table.advance(30);
    assertThat(emitted()).containsExactly("north@0 sum 5 FINAL", "north@10 sum 6 CLOSED");

    assertThat(table.size()).isEqualTo(1);
    assertThat(merge(NORTH, 0, 7)).isFalse();
    assertThat(merge(SOUTH, -10, 7)).as("a window that nobody saw").isFalse();
    assertThat(table.size()).isEqualTo(1);
    assertThat(emitted()).isEmpty();
  }

  @Test
  void eventIsLateFromTheInstantItsWindowIsFinalEvenIfNotYetShown() {
    merge(NORTH, 0, 5);
    table.advance(30);

    assertThat(merge(NORTH, 0, 6)).isFalse();
    assertThat(emitted()).containsExactly("north@0 sum 5 FINAL");
  }

  @Test
  void rowIsShownOnceInAnEmissionHoweverOftenItChanged() {
    merge(NORTH, 0, 5);
    merge(NORTH, 0, 6);
    table.advance(10);
    merge(NORTH, 0, 7);
    table.advance(30);

    assertThat(emitted()).containsExactly("north@0 sum 18 FINAL");
    assertThat(emitted()).isEmpty();
  }

  @Test
  void onlyChangedRowsAreShownAndWindowsInOrder() {
    merge(NORTH, 20, 1);
    merge(NORTH, -10, 2);
    merge(NORTH, 0, 3);
    assertThat(emitted())
        .containsExactly("north@-10 sum 2 OPEN", "north@0 sum 3 OPEN", "north@20 sum 1 OPEN");

    merge(NORTH, 0, 4);
    assertThat(emitted()).containsExactly("north@0 sum 7 OPEN");
  }

  @Test
  void watermarkNeverGoesBack() {
    assertThat(table.watermark()).isEqualTo(Watermark.NONE);
    table.advance(30);
    table.advance(5);

    assertThat(table.watermark()).isEqualTo(30);
    assertThat(merge(NORTH, 0, 5)).isFalse();
  }

  @Test
  void endOfInputMakesEveryWindowFinal() {
    merge(NORTH, 0, 5);
    merge(NORTH, Long.MAX_VALUE - 7, 6); // the last whole window
    table.advance(Watermark.END_OF_INPUT);

    assertThat(emitted())
        .containsExactly("north@0 sum 5 FINAL", "north@9223372036854775800 sum 6 FINAL");
    assertThat(table.size()).isZero();
  }

  @Test
  void restoredRowIsNotShownAgainUntilItChanges() {
    table.restore(NORTH, 0, totals(NORTH, 5), WindowState.CLOSED);
    table.restore(SOUTH, 0, totals(SOUTH, 6), WindowState.CLOSED);
    table.advance(15);
    assertThat(emitted()).isEmpty();

    merge(NORTH, 0, 1);
    assertThat(emitted()).containsExactly("north@0 sum 6 CLOSED");

    table.advance(30);
    assertThat(emitted()).containsExactlyInAnyOrder("north@0 sum 6 FINAL", "south@0 sum 6 FINAL");
  }

  @Test
  void restoredRowThatFellBehindMeanwhileIsShown() {
    table.restore(NORTH, 0, totals(NORTH, 5), WindowState.OPEN);
    table.advance(10);

    assertThat(emitted()).containsExactly("north@0 sum 5 CLOSED");
  }

  @Test
  void accumulatorIsHandedOverToBeKeptUnlessTheRowIsFinal() {
    merge(NORTH, 0, 5);
    merge(NORTH, 10, 6);
    table.advance(30);
    List<Long> kept = new ArrayList<>();
    table.emit(
        (key, start, totals, summary, state) -> {
          if (totals != null) {
            kept.add(start);
          }
        });

    assertThat(kept).containsExactly(10L);
  }

  @Test
  void mergeTakesNothingFromThePartial() {
    ReadingTotals partial = totals(NORTH, 5);
    table.merge(NORTH, 0, partial);
    merge(NORTH, 0, 6);
    table.merge(SOUTH, 0, partial);

    assertThat(emitted()).containsExactlyInAnyOrder("north@0 sum 11 OPEN", "south@0 sum 5 OPEN");
  }

  @Test
  void runningAggregateStaysOpenForEver() {
    WindowTable<ReadingKey, ReadingTotals, ReadingSummary> running = tableOf(new GlobalWindow<>());
    running.merge(NORTH, Long.MIN_VALUE, totals(NORTH, 5));
    running.advance(Watermark.END_OF_INPUT);

    assertThat(running.merge(NORTH, Long.MIN_VALUE, totals(NORTH, 6))).isTrue();
    assertThat(emitted(running)).containsExactly("north@-9223372036854775808 sum 11 OPEN");
    assertThat(running.size()).isEqualTo(1);
  }

  private WindowTable<ReadingKey, ReadingTotals, ReadingSummary> tableOf(
      Windowing<Reading> windowing) {
    return new WindowTable<>(
        new AggregationSpec<>("readings", summaries, windowing, new Emission(1)));
  }

  private boolean merge(ReadingKey key, long windowStart, long value) {
    return table.merge(key, windowStart, totals(key, value));
  }

  private ReadingTotals totals(ReadingKey key, long value) {
    ReadingTotals totals = summaries.newAccumulator();
    summaries.add(totals, new Reading(key.station(), key.channel(), value, 0));
    return totals;
  }

  private List<String> emitted() {
    return emitted(table);
  }

  private static List<String> emitted(
      WindowTable<ReadingKey, ReadingTotals, ReadingSummary> table) {
    List<String> rows = new ArrayList<>();
    table.emit(
        (key, start, totals, summary, state) -> {
          assertThat(summary.window().start()).isEqualTo(start);
          rows.add(key.station() + "@" + start + " sum " + summary.sum() + " " + state);
        });
    return rows;
  }
}
