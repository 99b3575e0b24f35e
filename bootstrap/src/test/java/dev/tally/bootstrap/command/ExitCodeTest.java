package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.Problem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

  @Test
  void everyKindOfTroubleHasACodeOfItsOwn() {
    assertThat(Arrays.stream(Problem.values()).map(ExitCode::of))
        .doesNotHaveDuplicates()
        .allSatisfy(code -> assertThat(code.code()).isBetween(2, 100));
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
  }
}
