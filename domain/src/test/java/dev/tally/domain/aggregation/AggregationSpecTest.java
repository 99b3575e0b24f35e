package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.time.GlobalWindow;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationSpecTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "Behavior", "-behavior", "2nd", "a b", "a/b", "a..b", "에이"})
  void nameThatNoFolderOrTopicCouldCarryIsRefused(String name) {
    assertThatThrownBy(
            () ->
                new AggregationSpec<>(
                    name, new BehaviorCounting(), new GlobalWindow<>(), new Emission(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a job's name is lower-case letters, digits and dashes: '" + name + "'");
  }

  @Test
  void emissionIsWholeMilliseconds() {
    assertThat(Emission.every(Duration.ofSeconds(2))).isEqualTo(new Emission(2_000));
    assertThatThrownBy(() -> Emission.every(Duration.ofNanos(999_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the emission interval must be at least 1 ms: 0 ms");
  }
}
