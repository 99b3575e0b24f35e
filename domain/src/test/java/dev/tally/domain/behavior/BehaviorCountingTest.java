package dev.tally.domain.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.aggregation.AggregationLaws;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.GlobalWindow;
import dev.tally.domain.time.Window;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BehaviorCountingTest {

  private static final List<String> TEXTS = List.of("", "books", "view", "책", "\0", "🎧;\n");

  private final BehaviorCounting counting = new BehaviorCounting();

  @TestFactory
  Stream<DynamicTest> keepsTheLaws() {
    return new AggregationLaws<>(counting, BehaviorCountingTest::event).tests();
  }

  @Test
  void countsEachCategoryAndBehaviorForAllTime() {
    BehaviorEvent event = new BehaviorEvent("books", "view");
    LongCount accumulator = counting.newAccumulator();
    counting.add(accumulator, event);
    counting.add(accumulator, event);

    assertThat(counting.keyOf(event)).isEqualTo(new BehaviorKey("books", "view"));
    assertThat(counting.resultOf(counting.keyOf(event), Window.ALL, accumulator))
        .isEqualTo(new BehaviorCount("books", "view", 2));
  }

  @Test
  void countIsReadBackAsTheCellItIsOf() {
    TableRow<BehaviorKey, LongCount> row =
        counting.rowOf(new BehaviorCount("books", "view", 7)).orElseThrow();

    assertThat(row.key()).isEqualTo(new BehaviorKey("books", "view"));
    assertThat(row.windowStart()).isEqualTo(Window.ALL.start());
    assertThat(row.accumulator().count()).isEqualTo(7);
  }

  @Test
  void specIsARunningAggregateUnderTheJobsName() {
    assertThat(BehaviorCounting.spec(new Emission(1_000)))
        .isEqualTo(
            new AggregationSpec<>(
                "behavior-counts", counting, new GlobalWindow<>(), new Emission(1_000)));
  }

  private static BehaviorEvent event(Random random) {
    return new BehaviorEvent(text(random), text(random));
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }
}
