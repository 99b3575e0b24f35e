package dev.tally.application.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.domain.aggregation.Accounting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectLimitTest {

  @Test
  void numberIsTheLargestThatIsAccepted() {
    assertThatCode(() -> RejectLimit.of("3").check(rejected(3, 10))).doesNotThrowAnyException();
    assertThatCode(() -> RejectLimit.of("0").check(rejected(0, 10))).doesNotThrowAnyException();
    assertThatThrownBy(() -> RejectLimit.of("3").check(rejected(4, 10)))
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DATA))
        .hasMessage(
            "4 of 10 rows were rejected, more than the limit of 3; the previous result is kept");
  }

  @Test
  void percentIsOfTheRowsRead() {
    assertThatCode(() -> RejectLimit.of("0.5%").check(rejected(5, 1_000)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> RejectLimit.of("0.5%").check(rejected(6, 1_000)))
        .hasMessageStartingWith("6 of 1000 rows were rejected, more than the limit of 0.5%");
    assertThatCode(() -> RejectLimit.of("0%").check(rejected(0, 0))).doesNotThrowAnyException();
  }

  @Test
  void noLimitAcceptsEverything() {
    assertThatCode(() -> RejectLimit.NONE.check(rejected(10, 10))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1", "1.5", "five", "1e3%", "1000%x", "0.5 %"})
  void refusesWhatIsNoLimit(String text) {
    assertThatThrownBy(() -> RejectLimit.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a limit of rejected rows is a number, or percent such as 0.5%%: '%s'".formatted(text));
  }

  private static Accounting rejected(long rejected, long read) {
    return new Accounting(read, read - rejected, 0, rejected, 0, 0);
  }
}
