package dev.tally.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.aggregation.AggregationLaws;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Window;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MessageCountingTest {

  private final MessageCounting counting = new MessageCounting();

  @TestFactory
  Stream<DynamicTest> keepsTheLaws() {
    return new AggregationLaws<>(counting, random -> new MessageEvent(random.nextLong())).tests();
  }

  @Test
  void countsAllMessagesOfAWindow() {
    LongCount accumulator = counting.newAccumulator();
    counting.add(accumulator, new MessageEvent(60_000));
    counting.add(accumulator, new MessageEvent(119_999));
    Window window = new Window(60_000, 120_000);

    assertThat(counting.resultOf(new AllMessages(), window, accumulator))
        .isEqualTo(new MessageWindow(window, 2));
  }

  @Test
  void windowIsReadBackWithItsCount() {
    TableRow<AllMessages, LongCount> row =
        counting.rowOf(new MessageWindow(new Window(60_000, 120_000), 7)).orElseThrow();

    assertThat(row.windowStart()).isEqualTo(60_000);
    assertThat(row.accumulator().count()).isEqualTo(7);
  }

  @Test
  void specCutsWindowsByTheMessagesOwnTime() {
    TumblingWindows<MessageEvent> minutes =
        TumblingWindows.of(MessageCounting.EVENT_TIME, Duration.ofMinutes(1));

    assertThat(minutes.windowStartOf(new MessageEvent(119_999))).isEqualTo(60_000);
    assertThat(MessageCounting.spec(minutes, new Emission(1_000)))
        .isEqualTo(new AggregationSpec<>("minute-windows", counting, minutes, new Emission(1_000)));
  }
}
