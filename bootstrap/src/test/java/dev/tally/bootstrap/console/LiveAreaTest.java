package dev.tally.bootstrap.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAreaTest {

  private final FakeTerminal terminal = FakeTerminal.ofSize(10, 5);
  private final LiveArea area = terminal.console().live();

  @Test
  void firstFrameIsWrittenWhereTheCursorIs() {
    area.show(List.of("one", "two"));

    assertThat(terminal.output()).isEqualTo("\rone\033[K\ntwo\033[K\n\033[J");
  }

  @Test
  void nextFrameGoesOverTheOneBefore() {
    area.show(List.of("one", "two"));
    terminal.output();

    area.show(List.of("three"));

    assertThat(terminal.output()).isEqualTo("\r\033[2Athree\033[K\n\033[J");
  }

  @Test
  void lineThatIsTooLongIsCutBeforeItWraps() {
    area.show(List.of("12345678901"));

    assertThat(terminal.output()).isEqualTo("\r123456789…\033[K\n\033[J");
  }

  @Test
  void frameThatIsTooHighKeepsItsLastLine() {
    area.show(List.of("a", "b", "c", "d", "status"));

    assertThat(terminal.output())
        .isEqualTo("\ra\033[K\nb\033[K\n... 2 mor…\033[K\nstatus\033[K\n\033[J");
  }

  @Test
  void linesThatTheTerminalWrappedWhenItGotNarrowerAreCleared() {
    area.show(List.of("1234567890"));
    terminal.output();
    terminal.resize(4, 10);

    area.show(List.of("x"));

    assertThat(terminal.output()).isEqualTo("\r\033[3Ax\033[K\n\033[J");
  }

  @Test
  void clearedAreaLeavesNothing() {
    area.show(List.of("one", "two"));
    terminal.output();

    area.clear();

    assertThat(terminal.output()).isEqualTo("\r\033[2A\033[J");
  }
}
