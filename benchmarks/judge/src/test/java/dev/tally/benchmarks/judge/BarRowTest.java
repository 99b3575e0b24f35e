package dev.tally.benchmarks.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarRowTest {

  @ParameterizedTest
  @CsvSource({"1.99, NOT MET", "2.0, must met", "2.99, must met", "3.0, aim met"})
  void largerRatiosOfRatesAreBetter(double ours, String verdict) {
    BarRow row = BarRow.ratio("a", "b", Summary.of(ours), Summary.of(1), 2, 3);
    assertThat(row.verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"25.1, NOT MET", "25, must met", "15.1, must met", "15, aim met"})
  void smallerTimesAreBetter(double ours, String verdict) {
    BarRow row = BarRow.limit("a", "b", Summary.of(ours), 25, 15, "ms");
    assertThat(row.verdict()).isEqualTo(verdict);
  }

  @Test
  void whatHasNoNumberMeetsNothing() {
    BarRow row = BarRow.slower("a", "b", Summary.of(), Summary.of(1), 1.2, 1);
    assertThat(row.verdict()).isEqualTo("not measured");
    assertThat(row.markdown()).isEqualTo("| a | b | - | 1.20x | 1.00x | not measured |");
  }
}
