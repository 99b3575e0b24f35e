package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.sample.Reading;
import dev.tally.domain.sample.ReadingKey;
import dev.tally.domain.sample.ReadingSummaries;
import dev.tally.domain.sample.ReadingSummary;
import dev.tally.domain.sample.ReadingTotals;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinerTest {

  private final ReadingSummaries summaries = new ReadingSummaries();
  private final Combiner<Reading, ReadingKey, ReadingTotals> combiner =
      new Combiner<>(
          new AggregationSpec<>(
              "readings",
              summaries,
              new TumblingWindows<>(Reading::timestamp, 10, 0, 0, 0, 1),
              new Emission(1)));

  @Test
  void combinesByKeyAndWindow() {
    combiner.add(new Reading("north", 1, 5, 0));
    combiner.add(new Reading("north", 1, 7, 10));
    combiner.add(new Reading("north", 2, 8, 9));
    combiner.add(new Reading("north", 1, 6, 9));
    combiner.add(new Reading("south", 1, 9, -1), -10);

    assertThat(combiner.size()).isEqualTo(4);
    assertThat(drained())
        .containsExactlyInAnyOrder(
            new Drained(summary("north", 1, 0, 2, 11, 6), 2),
            new Drained(summary("north", 1, 10, 1, 7, 7), 1),
            new Drained(summary("north", 2, 0, 1, 8, 8), 1),
            new Drained(summary("south", 1, -10, 1, 9, 9), 1));
  }

  @Test
  void startsEmptyAgainAfterBeingDrained() {
    combiner.add(new Reading("north", 1, 5, 0));
    List<ReadingTotals> handedOver = new ArrayList<>();
    combiner.drain((key, start, totals, events) -> handedOver.add(totals));

    assertThat(combiner.size()).isZero();
    assertThat(drained()).isEmpty();

    combiner.add(new Reading("north", 1, 6, 0)); // the same window as the last before
    assertThat(combiner.size()).isEqualTo(1);
    assertThat(drained()).containsExactly(new Drained(summary("north", 1, 0, 1, 6, 6), 1));
    ReadingKey north = new ReadingKey("north", 1);
    assertThat(summaries.resultOf(north, new Window(0, 10), handedOver.get(0)))
        .as("what was handed over stays as it was")
        .isEqualTo(summary("north", 1, 0, 1, 5, 5));
  }

  @Test
  void keysAndWindowsThatShareAPlaceAmongTheRecentOnesAreKeptApart() {
    for (int round = 0; round < 2; round++) {
      for (int number = 0; number < 1_000; number++) {
        combiner.add(new Reading("station " + number % 100, number % 100, 1, 10L * (number / 100)));
      }
    }
    assertThat(combiner.size()).isEqualTo(1_000);
    assertThat(drained()).hasSize(1_000).allMatch(drained -> drained.events == 2);
  }

  private List<Drained> drained() {
    List<Drained> drained = new ArrayList<>();
    combiner.drain(
        (key, start, totals, events) ->
            drained.add(
                new Drained(
                    summaries.resultOf(key, new Window(start, start + 10), totals), events)));
    return drained;
  }

  private static ReadingSummary summary(
      String station, int channel, long start, long count, long sum, long greatest) {
    return new ReadingSummary(
        new ReadingKey(station, channel), new Window(start, start + 10), count, sum, greatest);
  }

  private record Drained(ReadingSummary summary, long events) {}
}
