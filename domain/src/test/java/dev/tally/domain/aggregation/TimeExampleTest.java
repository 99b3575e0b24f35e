package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.message.AllMessages;
import dev.tally.domain.message.MessageCounting;
import dev.tally.domain.message.MessageEvent;
import dev.tally.domain.message.MessageWindow;
import dev.tally.domain.time.PartitionWatermarks;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Replays the table of events, watermarks and rows that the architecture page explains. */
final class TimeExampleTest {

  private static final Path PAGE = Path.of("..", "docs", "architecture.md");
  private static final String FIRST_COLUMNS = "| event | watermark after |";
  private static final long NOW = millis("12:05:00");
  private static final TumblingWindows<MessageEvent> WINDOWS =
      new TumblingWindows<>(MessageCounting.EVENT_TIME, 60_000, 60_000, 120_000, 300_000, 10_000);

  private final AggregationSpec<MessageEvent, AllMessages, LongCount, MessageWindow> spec =
      MessageCounting.spec(WINDOWS, new Emission(1));
  private final WindowTable<AllMessages, LongCount, MessageWindow> table = new WindowTable<>(spec);
  private final PartitionWatermarks watermarks =
      new PartitionWatermarks(WINDOWS, List.of(0), Watermark.NONE, NOW);

  @Test
  void theArchitecturePageTellsWhatHappens() throws IOException {
    List<String[]> steps = steps();
    assertThat(steps).hasSize(10);
    for (String[] step : steps) {
      String event = step[1];
      List<String> shown = event.equals("end of input") ? end() : replay(event);
      assertThat(String.join(", ", shown)).as("rows after %s", event).isEqualTo(step[3]);
      if (!step[2].isEmpty()) {
        assertThat(table.watermark()).as("watermark after %s", event).isEqualTo(millis(step[2]));
      }
    }
  }

  private List<String> replay(String time) {
    long timestamp = millis(time);
    Combiner<MessageEvent, AllMessages, LongCount> combiner = new Combiner<>(spec);
    combiner.add(new MessageEvent(timestamp));
    combiner.drain((key, start, partial, events) -> table.merge(key, start, partial));
    if (!WINDOWS.isFuture(timestamp, NOW)) {
      watermarks.observe(0, timestamp, NOW);
    }
    table.advance(watermarks.advance(NOW));
    return emitted();
  }

  private List<String> end() {
    table.advance(Watermark.END_OF_INPUT);
    return emitted();
  }

  private List<String> emitted() {
    List<String> rows = new ArrayList<>();
    table.emit(
        (key, start, accumulator, result, state) ->
            rows.add(
                DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                        .format(LocalTime.ofSecondOfDay(start / 1_000))
                    + " "
                    + result.count()
                    + " "
                    + state.name().toLowerCase(Locale.ROOT)));
    return rows;
  }

  private static List<String[]> steps() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    return lines.subList(firstRow(lines), lines.size()).stream()
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new))
        .toList();
  }

  private static int firstRow(List<String> lines) {
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).startsWith(FIRST_COLUMNS)) {
        return line + 2;
      }
    }
    throw new AssertionError("no table that starts with '" + FIRST_COLUMNS + "' in " + PAGE);
  }

  private static long millis(String time) {
    return LocalTime.parse(time).toSecondOfDay() * 1_000L;
  }
}
