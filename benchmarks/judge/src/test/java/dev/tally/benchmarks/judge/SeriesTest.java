package dev.tally.benchmarks.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.benchmarks.judge.Series.Round;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private final Series series =
      new Series(
          new Contestant(
              "one",
              "in-process",
              Contestant.Role.PEER,
              "",
              "",
              1,
              false,
              attempt -> List.of(),
              (attempt, outcome) -> ""));

  @Test
  void marginalRateLeavesOutWhatBothRunsPay() {
    series.add(new Round(4_000, run(5), 1_000, Optional.of(run(2))));
    assertThat(series.marginalRate().median()).isEqualTo(1_000);
    assertThat(series.coldRate().median()).isEqualTo(800);
  }

  @Test
  void partThatTookLongerGivesNoMarginalRate() {
    series.add(new Round(4_000, run(2), 1_000, Optional.of(run(2.5))));
    assertThat(series.marginalRate().isKnown()).isFalse();
  }

  @Test
  void wrongResultHasNoNumber() {
    series.add(new Round(4_000, run(5), 1_000, Optional.of(run(2))));
    series.isWrong("3 instead of 4");
    assertThat(series.coldRate().isKnown()).isFalse();
    assertThat(series.fault()).isEqualTo("3 instead of 4");
  }

  private static Outcome run(double seconds) {
    return new Outcome(
        0,
        seconds,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Map.of(),
        "");
  }
}
