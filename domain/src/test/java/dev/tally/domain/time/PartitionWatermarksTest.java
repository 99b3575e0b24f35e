package dev.tally.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two partitions, a delay of 10 ms, idle after 100 ms. */
class PartitionWatermarksTest {

  private final PartitionWatermarks watermarks = startingFrom(Watermark.NONE);

  @Test
  void nothingIsKnownBeforeEveryPartitionHasSent() {
    assertThat(watermarks.advance(0)).isEqualTo(Watermark.NONE);
    watermarks.observe(0, 1_000, 0);

    assertThat(watermarks.advance(0)).isEqualTo(Watermark.NONE);
    assertThat(watermarks.holder(0)).hasValue(1);
  }

  @Test
  void slowestPartitionHoldsTheWatermark() {
    watermarks.observe(0, 1_000, 0);
    watermarks.observe(1, 500, 0);

    assertThat(watermarks.advance(0)).isEqualTo(490);
    assertThat(watermarks.holder(0)).hasValue(1);

    watermarks.observe(1, 2_000, 0);
    assertThat(watermarks.advance(0)).isEqualTo(990);
    assertThat(watermarks.holder(0)).hasValue(0);
  }

  @Test
  void olderTimestampDoesNotTakeTheNewestBack() {
    watermarks.observe(0, 1_000, 0);
    watermarks.observe(1, 1_000, 0);
    watermarks.observe(0, 500, 0);

    assertThat(watermarks.advance(0)).isEqualTo(990);
  }

  @Test
  void idlePartitionIsLeftOutAndComesBack() {
    watermarks.observe(0, 1_000, 0);
    watermarks.observe(1, 500, 0);
    watermarks.observe(0, 1_000, 99);
    assertThat(watermarks.advance(99)).isEqualTo(490);
    assertThat(watermarks.advance(100)).isEqualTo(990);
    assertThat(watermarks.holder(100)).hasValue(0);

    watermarks.observe(1, 600, 110);
    watermarks.observe(0, 3_000, 110);
    assertThat(watermarks.advance(110)).as("it does not go back").isEqualTo(990);
    assertThat(watermarks.holder(110)).hasValue(1);

    watermarks.observe(1, 2_000, 120);
    assertThat(watermarks.advance(120)).isEqualTo(1_990);
  }

  @Test
  void partitionThatIsAddedIsWaitedForButTakesNothingBack() {
    watermarks.observe(0, 1_000, 0);
    watermarks.observe(1, 1_000, 0);
    assertThat(watermarks.advance(0)).isEqualTo(990);

    watermarks.add(2, 10);
    watermarks.observe(0, 2_000, 10);
    watermarks.observe(1, 2_000, 10);
    assertThat(watermarks.advance(10)).isEqualTo(990);
    assertThat(watermarks.holder(10)).hasValue(2);

    watermarks.observe(2, 1_500, 20);
    assertThat(watermarks.advance(20)).isEqualTo(1_490);
  }

  @Test
  void partitionThatNeverSentIsIdleInTheEnd() {
    watermarks.observe(0, 1_000, 50);

    assertThat(watermarks.advance(99)).isEqualTo(Watermark.NONE);
    assertThat(watermarks.advance(100)).isEqualTo(990);
  }

  @Test
  void watermarkStandsStillWhereAllAreIdle() {
    watermarks.observe(0, 1_000, 0);
    watermarks.observe(1, 500, 0);
    watermarks.advance(0);

    assertThat(watermarks.advance(1_000)).isEqualTo(490);
    assertThat(watermarks.holder(1_000)).isEmpty();
  }

  @Test
  void finishedPartitionIsNotWaitedFor() {
    watermarks.observe(0, 1_000, 0);
    watermarks.finish(1);
    assertThat(watermarks.advance(0)).isEqualTo(990);

    watermarks.finish(0);
    assertThat(watermarks.advance(0)).as("the end is for the reader to declare").isEqualTo(990);
    assertThat(watermarks.holder(0)).isEmpty();
  }

  @Test
  void restoredWatermarkIsWhereItWas() {
    PartitionWatermarks restored = startingFrom(700);
    assertThat(restored.advance(0)).isEqualTo(700);

    restored.observe(0, 600, 0);
    restored.observe(1, 600, 0);
    assertThat(restored.advance(0)).isEqualTo(700);

    restored.observe(0, 800, 0);
    restored.observe(1, 800, 0);
    assertThat(restored.advance(0)).isEqualTo(790);
  }

  @Test
  void partitionThatIsAddedLaterTakesPart() {
    watermarks.observe(0, 1_000, 0);
    watermarks.observe(1, 1_000, 0);
    watermarks.observe(2, 300, 0);

    assertThat(watermarks.advance(0)).isEqualTo(290);
  }

  @Test
  void delayThatReachesBelowTheRangeKnowsNothing() {
    watermarks.observe(0, Long.MIN_VALUE + 5, 0);
    watermarks.observe(1, 0, 0);

    assertThat(watermarks.advance(0)).isEqualTo(Watermark.NONE);
  }

  private static PartitionWatermarks startingFrom(long restored) {
    return new PartitionWatermarks(
        new TumblingWindows<Long>(time -> time, 1, 10, 0, 0, 100), List.of(0, 1), restored, 0);
  }
}
