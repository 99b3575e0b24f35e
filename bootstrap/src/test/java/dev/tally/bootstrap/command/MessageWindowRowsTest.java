package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.bootstrap.console.FakeTerminal;
import dev.tally.bootstrap.console.Terminal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageWindowRowsTest {

  @Test
  void nothingIsShownBeforeThereIsARow() {
    assertThat(new MessageWindowRows(ZoneOffset.UTC, Terminal.none()).lines()).isEmpty();
  }

  @Test
  void lastValueOfAWindowCounts() {
    MessageWindowRows rows = new MessageWindowRows(ZoneOffset.UTC, Terminal.none());
    rows.take(null, row("2025-04-21T14:08:00", "2025-04-21T14:09:00", 1, "open"));
    rows.take(null, row("2025-04-21T14:08:00", "2025-04-21T14:09:00", 7, "closed"));
    rows.take(null, "no row".getBytes(StandardCharsets.UTF_8));
    rows.take(null, null);

    assertThat(rows.lines())
        .containsExactly(
            "start                end                  count  state",
            "2025-04-21T14:08:00  2025-04-21T14:09:00      7  closed  " + "#".repeat(40));
    assertThat(rows.total()).isEqualTo(7);
  }

  @Test
  void barsFitTheTerminalAndShowTheNewestWindows() {
    MessageWindowRows rows =
        new MessageWindowRows(ZoneOffset.UTC, FakeTerminal.ofSize(70, 12).console().terminal());
    for (int minute = 10; minute < 20; minute++) {
      rows.take(
          null, row("2025-04-21T14:" + minute + ":00", "x", minute == 19 ? 1_000 : 1, "open"));
    }

    assertThat(rows.lines())
        .hasSize(6)
        .startsWith("... earlier windows are not shown")
        .endsWith("2025-04-21T14:19:00  x    1,000  open   " + "#".repeat(31))
        .contains("2025-04-21T14:16:00  x        1  open   #");
  }

  @Test
  void windowsAreInTheOrderOfTimeWhereClocksChange() {
    MessageWindowRows rows = new MessageWindowRows(ZoneId.of("Europe/Berlin"), Terminal.none());
    rows.take(null, row("2025-10-26T02:30:00+01:00", "", 2, "open"));
    rows.take(null, row("2025-10-26T02:30:00+02:00", "", 1, "open"));
    rows.take(null, row("2025-10-26T01:30:00", "", 3, "open"));

    assertThat(rows.counts())
        .containsExactly(
            Map.entry(Instant.parse("2025-10-25T23:30:00Z").toEpochMilli(), 3L),
            Map.entry(Instant.parse("2025-10-26T00:30:00Z").toEpochMilli(), 1L),
            Map.entry(Instant.parse("2025-10-26T01:30:00Z").toEpochMilli(), 2L));
  }

  @Test
  void onlyTheNewestThousandWindowsAreKept() {
    MessageWindowRows rows = new MessageWindowRows(ZoneOffset.UTC, Terminal.none());
    Instant first = Instant.parse("2025-01-01T00:00:00Z");
    for (int minute = 0; minute < 1_500; minute++) {
      String start = first.plusSeconds(minute * 60L).toString().replace("Z", "");
      rows.take(null, row(start, start, 1, "final"));
    }

    assertThat(rows.total()).isEqualTo(1_000);
    assertThat(rows.lines()).hasSize(1_002).first().isEqualTo("... earlier windows are not shown");
  }

  private static byte[] row(String start, String end, long count, String state) {
    return "{\"window_start\":\"%s\",\"window_end\":\"%s\",\"count\":%d,\"state\":\"%s\",\"update_time\":\"2025-04-21T14:15:00\"}"
        .formatted(start, end, count, state)
        .getBytes(StandardCharsets.UTF_8);
  }
}
