package dev.tally.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineAppsTest {

  private final EngineApps apps = new EngineApps(() -> 0, rate -> turn -> true);

  @ParameterizedTest
  @EnumSource
  void everyProfileRunsOnItsOwnEngine(Engine engine) {
    App app = apps.on(engine);

    assertThat(app.engine().name()).isEqualTo(engine.toString());
    assertThat(app.countBehaviors()).isNotNull();
    assertThat(app.engine()).as("one for all use cases").isSameAs(app.engine());
  }

  @Test
  void enginesAreFoundByTheirNames() {
    assertThat(Arrays.stream(Engine.values()).map(Engine::toString).map(Engine::named))
        .containsExactly(Engine.values());
    assertThatThrownBy(() -> Engine.named("Flink"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'Flink' is none of in-process, flink, spark");
  }
}
