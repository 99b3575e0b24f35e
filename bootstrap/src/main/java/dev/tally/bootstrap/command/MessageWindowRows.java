package dev.tally.bootstrap.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tally.bootstrap.console.Json;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.Terminal;
import dev.tally.bootstrap.console.TextTable;
import dev.tally.bootstrap.console.TextTable.Align;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The output topic of message counting. Only the newest windows are kept, since the topic may hold
 * those of years.
 */
final class MessageWindowRows implements OutputRows {

  private static final int KEPT = 1_000;
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 5;
  // Everything else on the screen: the header, the line about earlier windows, notes and status.
  private static final int LINES_AROUND = 8;
  private static final int FEWEST_ROWS = 3;
  private static final List<Align> ALIGNMENTS =
      List.of(Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT);

  private record Row(String start, String end, long count, String state) {}

  private final ZoneId zone;
  private final Terminal terminal;
  private final TreeMap<Long, Row> rows = new TreeMap<>();
  private boolean anyLeftOut;

  /**
   * Starts empty.
   *
   * @param zone the zone of times that name none
   * @param terminal where lines have to fit
   */
  MessageWindowRows(ZoneId zone, Terminal terminal) {
    this.zone = zone;
    this.terminal = terminal;
  }

  @Override
  public void take(byte @Nullable [] key, byte @Nullable [] value) {
    JsonNode row = value == null ? null : Json.parse(value);
    if (row == null || !row.path("count").isIntegralNumber()) {
      return; // not a window: somebody else writes the topic too
    }
    String start = row.path("window_start").asText();
    try {
      rows.put(
          epochMillis(start),
          new Row(
              start,
              row.path("window_end").asText(),
              row.path("count").asLong(),
              row.path("state").asText()));
    } catch (DateTimeException e) {
      return;
    }
    if (rows.size() > KEPT) {
      rows.pollFirstEntry();
      anyLeftOut = true;
    }
  }

  @Override
  public List<String> lines() {
    if (rows.isEmpty()) {
      return List.of();
    }
    int fitting = Math.max(FEWEST_ROWS, Math.min(KEPT, terminal.rows() - LINES_AROUND));
    List<Row> shown = rows.values().stream().skip(Math.max(0, rows.size() - fitting)).toList();
    List<String> lines = new ArrayList<>();
    if (anyLeftOut || shown.size() < rows.size()) {
      lines.add("... earlier windows are not shown");
    }
    lines.addAll(table(shown));
    return lines;
  }

  private List<String> table(List<Row> shown) {
    TextTable table = new TextTable(List.of("start", "end", "count", "state", ""), ALIGNMENTS);
    long highest = shown.stream().mapToLong(Row::count).max().orElse(1);
    int cells =
        Math.min(LONGEST_BAR, Math.max(SHORTEST_BAR, terminal.columns() - widthBeside(shown)));
    for (Row row : shown) {
      table.add(
          List.of(
              row.start(),
              row.end(),
              Numbers.grouped(row.count()),
              row.state(),
              bar(row.count(), highest, cells)));
    }
    return table.lines();
  }

  /** Returns the columns that are taken before the bars begin. */
  private static int widthBeside(List<Row> shown) {
    return widest(shown, Row::start)
        + widest(shown, Row::end)
        + Math.max("count".length(), widest(shown, row -> Numbers.grouped(row.count())))
        + "closed".length()
        + 4 * 2;
  }

  private static int widest(List<Row> shown, Function<Row, String> cell) {
    return shown.stream().map(cell).mapToInt(String::length).max().orElse(0);
  }

  // Every window has an event, so every bar has a cell.
  private static String bar(long count, long highest, int cells) {
    return "#".repeat((int) Math.max(1, Math.round((double) count * cells / highest)));
  }

  @Override
  public long total() {
    return rows.values().stream().mapToLong(Row::count).sum();
  }

  /** Returns the count of each window by its start in epoch milliseconds. */
  Map<Long, Long> counts() {
    Map<Long, Long> counts = new TreeMap<>();
    rows.forEach((start, row) -> counts.put(start, row.count()));
    return counts;
  }

  // Only a local time that occurs twice has an offset.
  private long epochMillis(String time) {
    TemporalAccessor read =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(time, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof LocalDateTime local
        ? local.atZone(zone).toInstant().toEpochMilli()
        : Instant.from(read).toEpochMilli();
  }
}
