package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReadTallyTest {

  private final ReadTally tally = new ReadTally();
  private final ReadRecord<String> record = new ReadRecord<>();

  @Test
  void everyKindOfRecordIsCountedOnce() {
    record.event(0, 4, "event", 1_000, false);
    tally.add(record);
    record.event(0, 5, "event", 9_000, true);
    tally.add(record);
    RejectedRecords.reject(record, 2, 0);
    tally.add(record);
    record.tombstone(2, 1);
    tally.add(record);

    RunAccount account = tally.drain();
    assertThat(account.accounting()).isEqualTo(new Accounting(4, 0, 0, 1, 1, 1));
    assertThat(account.partitions())
        .isEqualTo(
            Map.of(
                0, new PartitionProgress(6, 1_000), 2, new PartitionProgress(2, Long.MIN_VALUE)));
    assertThat(account.firstRejected())
        .containsExactly(new RejectedRecord("in", 2, 0, "not an event"));
  }

  @Test
  void drainedTallyBeginsAgainAtNothing() {
    record.event(0, 4, "event", 1_000, false);
    tally.add(record);
    RunAccount first = tally.drain();
    assertThat(tally.isEmpty()).isTrue();
    record.event(1, 0, "event", 500, false);
    tally.add(record);
    RunAccount second = tally.drain();

    assertThat(second.accounting().read()).isEqualTo(1);
    assertThat(second.positions()).isEqualTo(Map.of(1, 1L));
    assertThat(first.plus(second).positions()).isEqualTo(Map.of(0, 5L, 1, 1L));
  }

  @Test
  void onlyTheFirstRejectedRecordsAreKept() {
    for (int offset = 0; offset < 9; offset++) {
      RejectedRecords.reject(record, 0, offset);
      tally.add(record);
    }
    RunAccount account = tally.drain();

    assertThat(account.accounting().rejected()).isEqualTo(9);
    assertThat(account.firstRejected())
        .extracting(RejectedRecord::offset)
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(account.plus(account).firstRejected()).isEqualTo(account.firstRejected());
  }
}
