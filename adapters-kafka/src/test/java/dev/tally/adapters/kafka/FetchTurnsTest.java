package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who reads when. */
final class FetchTurnsTest {

  private long now;
  private final FetchTurns turns = new FetchTurns(() -> now);

  @Test
  void fetcherBegins() {
    assertThat(turns.isConsumers()).isFalse();
  }

  @Test
  void consumerReadsUntilRecordsComeAgain() {
    turns.fetchFailed();
    assertThat(turns.isConsumers()).isTrue();
    turns.consumerHandedOver(0);
    assertThat(turns.isConsumers()).isTrue();
    turns.consumerHandedOver(1);
    assertThat(turns.isConsumers()).isFalse();
  }

  @Test
  void everyFailureInARowCostsTwiceAsManyTurns() {
    for (int polls : new int[] {1, 2, 4, 8, 16, 32, 64, 64}) {
      assertThat(turnsOfConsumerAfterFailure()).isEqualTo(polls);
    }
    assertThat(turns.isConsumersAfter(1)).isFalse();
    assertThat(turnsOfConsumerAfterFailure()).isEqualTo(1);
  }

  @Test
  void consumerHasATurnEveryMinute() {
    now = TimeUnit.SECONDS.toNanos(59);
    assertThat(turns.isConsumersAfter(0)).isFalse();
    now = TimeUnit.SECONDS.toNanos(60);
    assertThat(turns.isConsumersAfter(0)).isTrue();
    assertThat(turns.isConsumers()).isTrue();
    turns.consumerHandedOver(1);
    assertThat(turns.isConsumers()).isFalse();
    now = TimeUnit.SECONDS.toNanos(119);
    assertThat(turns.isConsumersAfter(1)).isFalse();
  }

  private int turnsOfConsumerAfterFailure() {
    turns.fetchFailed();
    int polls = 0;
    while (turns.isConsumers()) {
      turns.consumerHandedOver(1);
      polls++;
    }
    return polls;
  }
}
