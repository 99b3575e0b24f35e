package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "1s,PT1S", "5m,PT5M", "2h,PT2H", "3d,PT72H", "0s,PT0S"})
  void numberAndUnitAreRead(String text, Duration span) {
    assertThat(Spans.parse(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "1.5s", "-1s", "1 s", "1S", "999999999999999d"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Spans.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' is no span of time: a whole number and ms, s, m, h or d, such as 500ms or 1s",
            text);
  }
}
