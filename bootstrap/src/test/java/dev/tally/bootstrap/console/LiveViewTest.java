package dev.tally.bootstrap.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void pipeGetsTheStatusLineEachTenSecondsOnly() {
    FakeTerminal pipe = FakeTerminal.pipe();
    LiveView view = new LiveView(pipe.console(), Duration.ofSeconds(10), 0);

    for (long second = 0; second <= 30; second++) {
      long now = second;
      view.update(second * SECOND, () -> List.of("table"), () -> "status at " + now);
    }
    view.end();

    assertThat(pipe.output()).isEqualTo("status at 10\nstatus at 20\nstatus at 30\n");
  }

  @Test
  void terminalGetsTheTableAtOnceAndThenNotTooOften() {
    FakeTerminal terminal = FakeTerminal.ofSize(80, 24);
    LiveView view = new LiveView(terminal.console(), Duration.ofSeconds(10), 0);

    view.update(0, () -> List.of("table"), () -> "first");
    view.update(SECOND / 100, () -> List.of("table"), () -> "too soon");
    view.update(SECOND / 10, () -> List.of("table"), () -> "second");

    assertThat(terminal.output())
        .isEqualTo(
            "\rtable\033[K\n\033[K\nfirst\033[K\n\033[J"
                + "\r\033[3Atable\033[K\n\033[K\nsecond\033[K\n\033[J");
  }
}
