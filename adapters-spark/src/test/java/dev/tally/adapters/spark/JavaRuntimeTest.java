package dev.tally.adapters.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.TallyException;
import org.junit.jupiter.api.Test;

final class JavaRuntimeTest {

  @Test
  void saysWhichJavaToUseWhereSparkWouldNotStart() {
    assertThatThrownBy(() -> JavaRuntime.requireVersion(25))
        .isInstanceOf(TallyException.class)
        .hasMessage(
            "Spark 3.5 does not start on Java 25."
                + " Use Java 17, or --engine in-process or flink.");
    assertThatCode(() -> JavaRuntime.requireVersion(17)).doesNotThrowAnyException();
    assertThatCode(() -> JavaRuntime.requireVersion(21)).doesNotThrowAnyException();
  }

  @Test
  void namesTheMissingOption() {
    assertThatThrownBy(() -> JavaRuntime.requireExport(false))
        .isInstanceOf(TallyException.class)
        .hasMessage(
            "Spark needs the Java option --add-exports java.base/sun.nio.ch=ALL-UNNAMED;"
                + " ./tally sets it.");
    assertThatCode(() -> JavaRuntime.requireExport(true)).doesNotThrowAnyException();
  }
}
