package dev.tally.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource({"5, 5", "5, 4", "9223372036854775807, -9223372036854775808"})
  void windowThatHoldsNothingIsRefused(long start, long end) {
    assertThatThrownBy(() -> new Window(start, end))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a window must start before it ends: [" + start + ", " + end + ")");
  }

  @Test
  void globalWindowIsAllOfTimeAndAlwaysOpen() {
    GlobalWindow<String> windowing = new GlobalWindow<>();
    long start = windowing.windowStartOf("any");

    assertThat(windowing.windowStartingAt(start)).isEqualTo(Window.ALL);
    assertThat(Window.ALL.start()).isEqualTo(start);
    assertThat(windowing.stateOf(start, Watermark.NONE)).isEqualTo(WindowState.OPEN);
    assertThat(windowing.stateOf(start, Watermark.END_OF_INPUT)).isEqualTo(WindowState.OPEN);
    assertThat(windowing.isFinal(start, Watermark.END_OF_INPUT)).isFalse();
  }
}
