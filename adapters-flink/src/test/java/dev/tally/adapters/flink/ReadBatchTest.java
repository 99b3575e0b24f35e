package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.time.Watermark;
import dev.tally.domain.time.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReadBatchTest {

  private final AggregationSpec<BehaviorEvent, BehaviorKey, LongCount, ?> spec =
      BehaviorCounting.spec(new Emission(100));
  private final ReadBatch<BehaviorEvent, BehaviorKey, LongCount> batch =
      new ReadBatch<>(spec, 2, 4);
  private final BehaviorEvent event = new BehaviorEvent("books", "view");

  @Test
  void everyKindOfRecordIsCountedOnce() {
    batch.event(event);
    batch.event(event, Window.ALL.start(), 1_000);
    batch.futureEvent(event, Window.ALL.start());
    batch.rejected(deadLetter(2, 7));
    batch.tombstone();
    batch.moveTo(9);

    assertThat(batch.size()).isEqualTo(5);
    assertThat(batch.newest()).isEqualTo(1_000);
    RunAccount account = batch.account();
    assertThat(account.accounting()).isEqualTo(new Accounting(5, 0, 0, 1, 1, 1));
    assertThat(account.partitions()).isEqualTo(Map.of(2, new PartitionProgress(9, 1_000)));
    assertThat(account.firstRejected())
        .containsExactly(new RejectedRecord("in", 2, 7, "not an event"));
    batch.drain(
        (key, windowStart, accumulator, events) -> {
          assertThat(key).isEqualTo(new BehaviorKey("books", "view"));
          assertThat(events).isEqualTo(3);
        });
  }

  @Test
  void positionMayMoveWithoutRecords() {
    batch.moveTo(8);

    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.position()).isEqualTo(8);
    assertThat(batch.newest()).isEqualTo(Watermark.NONE);
  }

  @Test
  void onlyTheFirstRejectedRecordsAreNamed() {
    for (int offset = 0; offset < 9; offset++) {
      batch.rejected(deadLetter(2, offset));
    }
    RunAccount account = batch.account();

    assertThat(account.accounting().rejected()).isEqualTo(9);
    assertThat(account.firstRejected())
        .extracting(RejectedRecord::offset)
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(account.plus(account).firstRejected()).isEqualTo(account.firstRejected());
    assertThat(batch.deadLetters()).hasSize(9);
  }

  static DeadLetter deadLetter(int partition, long offset) {
    return new DeadLetter(
        new RejectedRecord("in", partition, offset, "not an event"),
        "UndecodableException",
        FlinkEngine.NAME,
        0,
        new byte[] {1},
        new byte[] {2},
        List.of());
  }
}
