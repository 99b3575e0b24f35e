package dev.tally.benchmarks.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void medianIsTheMiddleValue() {
    assertThat(Summary.of(3, 1, 2)).isEqualTo(new Summary(2, 1, 3, 3));
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Summary.of(8, 1, 2, 4)).isEqualTo(new Summary(3, 1, 8, 4));
  }

  @Test
  void nothingMeasuredIsNoNumber() {
    assertThat(Summary.of().isKnown()).isFalse();
    assertThat(Summary.of().median()).isNaN();
  }
}
