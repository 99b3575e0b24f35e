package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.RejectedRecord;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.RowVersion;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.sample.Reading;
import dev.tally.domain.sample.ReadingKey;
import dev.tally.domain.sample.ReadingSummaries;
import dev.tally.domain.sample.ReadingSummary;
import dev.tally.domain.sample.ReadingTotals;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.WindowState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One worker of the aggregation: windows of ten, lateness of five, emission every 100 ms. */
final class AggregateOperatorTest {

  private static final ReadingSummaries AGGREGATION = new ReadingSummaries();
  private static final AggregationSpec<Reading, ReadingKey, ReadingTotals, ReadingSummary> SPEC =
      new AggregationSpec<>(
          "readings",
          AGGREGATION,
          new TumblingWindows<>(Reading::timestamp, 10, 0, 5, 0, 1_000),
          new Emission(100));

  private static final RunStart START =
      new RunStart(
          9,
          Map.of(2, 40L),
          new WorkerState(
              new Lineage("", 5, new TreeMap<>()),
              RunAccount.beginningAt(Map.of(2, 40L)),
              dev.tally.domain.time.Watermark.NONE),
          new byte[0]);

  private KeyedTwoInputStreamOperatorTestHarness<
          ReadingKey,
          Partial<ReadingKey, ReadingTotals>,
          RunAccount,
          ProducerRecord<byte[], byte[]>>
      worker = worker(1, 0);

  @AfterEach
  void close() throws Exception {
    worker.close();
  }

  @Test
  void changedRowsAreEmittedOnceInAnInterval() throws Exception {
    worker.open();
    worker.setProcessingTime(1_000);
    read("north", 1, 7);
    read("north", 2, 8);
    assertThat(rows()).isEmpty();
    worker.setProcessingTime(1_010);
    assertThat(rows()).containsExactly("north@0 2 OPEN");

    read("north", 3, 9);
    read("south", 3, 9);
    worker.setProcessingTime(1_100);
    assertThat(rows()).hasSize(1);
    worker.setProcessingTime(1_102);
    assertThat(rows())
        .containsExactlyInAnyOrder("north@0 2 OPEN", "north@0 3 OPEN", "south@0 1 OPEN");
  }

  @Test
  void rowIsClosedRevisedFinalAndForgotten() throws Exception {
    worker.open();
    worker.setProcessingTime(1_000);
    read("north", 1, 7);
    watermark(10);
    worker.setProcessingTime(2_000);
    read("north", 2, 8);
    watermark(14);
    worker.setProcessingTime(3_000);
    assertThat(rows()).containsExactly("north@0 1 CLOSED", "north@0 2 CLOSED");
    assertThat(worker.numKeyedStateEntries()).isEqualTo(1);

    watermark(15);
    read("north", 3, 9);
    worker.setProcessingTime(4_000);
    assertThat(rows()).containsExactly("north@0 1 CLOSED", "north@0 2 CLOSED", "north@0 2 FINAL");
    assertThat(worker.numKeyedStateEntries()).isZero();
    assertThat(worker.numEventTimeTimers()).isZero();
    assertThat(state().account().accounting()).isEqualTo(new Accounting(0, 2, 1, 0, 0, 0));
  }

  @Test
  void watermarkThatOutrunsThePartialResultsOnTheOtherInputMakesNothingLate() throws Exception {
    worker.open();
    worker.processWatermarkStatus1(WatermarkStatus.IDLE);
    worker.processWatermark2(new Watermark(1_000));
    worker.processWatermarkStatus1(WatermarkStatus.ACTIVE);
    read("north", 1, 7);
    watermark(1_000);

    assertThat(rows()).containsExactly("north@0 1 FINAL");
    assertThat(state().account().accounting().late()).isZero();
  }

  @Test
  void changedRowsAreEmittedBeforeABarrierAndAtTheEnd() throws Exception {
    worker.open();
    worker.setProcessingTime(1_000);
    read("north", 1, 7);
    worker.prepareSnapshotPreBarrier(1);
    assertThat(rows()).containsExactly("north@0 1 OPEN");

    read("north", 2, 8);
    worker.endAllInputs();
    worker.getOperator().finish();
    assertThat(rows()).containsExactly("north@0 1 OPEN", "north@0 2 OPEN");
  }

  @Test
  void restoredWorkersKeepTheWatermarkTheRowsAndTheAccount() throws Exception {
    worker.open();
    read("north", 21, 7);
    read("south", 22, 8);
    account(new Accounting(4, 0, 0, 1, 1, 0), Map.of(0, 9L));
    watermark(20);
    read("north", 1, 7);
    worker.prepareSnapshotPreBarrier(1);
    OperatorSubtaskState snapshot = worker.snapshot(1, 1);
    worker.close();

    Accounting restored = Accounting.NONE;
    int rows = 0;
    for (int subtask = 0; subtask < 2; subtask++) {
      worker = worker(2, subtask);
      worker.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(snapshot, 128, 1, 2, subtask));
      worker.open();
      assertThat(state().watermark()).isEqualTo(20);
      restored = restored.plus(state().account().accounting());
      rows += worker.numKeyedStateEntries();
      worker.close();
    }
    assertThat(restored).isEqualTo(new Accounting(4, 2, 1, 1, 1, 0));
    assertThat(rows).isEqualTo(2);
  }

  @Test
  void rowNamesTheFirstCheckpointThatCanHoldItAndWhetherItIsNew() throws Exception {
    worker.open();
    worker.setProcessingTime(1_000);
    read("north", 1, 7);
    OperatorSubtaskState kept = snapshot(3);
    read("north", 2, 8);
    read("south", 2, 8);
    worker.setProcessingTime(2_000);

    assertThat(versions())
        .containsExactlyInAnyOrder(
            new RowVersion(5, 9, 1, true),
            new RowVersion(5, 9, 4, false),
            new RowVersion(5, 9, 4, true));
    assertThat(state().commit().runs()).isEqualTo(Map.of(9, 3L));

    worker.close();
    worker = worker(1, 0);
    worker.initializeState(kept);
    worker.open();
    assertThat(state().commit().runs()).as("what the run before wrote").isEqualTo(Map.of(9, 3L));
  }

  @Test
  void accountOfReadersIsAddedUp() throws Exception {
    worker.open();
    account(new Accounting(4, 0, 0, 1, 1, 0), Map.of(0, 9L));
    account(new Accounting(2, 0, 0, 1, 0, 0), Map.of(0, 8L, 1, 3L));

    RunAccount account = state().account();
    assertThat(account.accounting()).isEqualTo(new Accounting(6, 0, 0, 2, 1, 0));
    assertThat(account.positions()).isEqualTo(Map.of(0, 9L, 1, 3L, 2, 40L));
    assertThat(account.firstRejected())
        .containsExactly(new RejectedRecord("in", 0, 3, "not an event"));
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          ReadingKey,
          Partial<ReadingKey, ReadingTotals>,
          RunAccount,
          ProducerRecord<byte[], byte[]>>
      worker(int parallelism, int subtask) {
    try {
      var harness =
          new KeyedTwoInputStreamOperatorTestHarness<
              ReadingKey,
              Partial<ReadingKey, ReadingTotals>,
              RunAccount,
              ProducerRecord<byte[], byte[]>>(
              new AggregateOperator<>(SPEC, new Text(), () -> 0, "out", START),
              Partial::key,
              null,
              new FormatTypeInformation<>(AGGREGATION.keyFormat()),
              128,
              parallelism,
              subtask);
      harness.setup(new InTaskSerializer<>("ProducerRecord"));
      return harness;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(String station, long timestamp, long value) throws Exception {
    Reading reading = new Reading(station, 1, value, timestamp);
    ReadingTotals totals = AGGREGATION.newAccumulator();
    AGGREGATION.add(totals, reading);
    worker.processElement1(
        new StreamRecord<>(
            new Partial<>(
                AGGREGATION.keyOf(reading), SPEC.windowing().windowStartOf(reading), totals, 1)));
  }

  private void account(Accounting accounting, Map<Integer, Long> positions) throws Exception {
    RunAccount account =
        new RunAccount(
            accounting,
            new TreeMap<>(RunAccount.beginningAt(positions).partitions()),
            List.of(new RejectedRecord("in", 0, 3, "not an event")));
    worker.processElement2(new StreamRecord<>(account));
  }

  private void watermark(long timestamp) throws Exception {
    worker.processBothWatermarks(new Watermark(timestamp));
  }

  private List<String> rows() {
    return worker.getRecordOutput().stream()
        .map(record -> new String(record.getValue().value(), StandardCharsets.UTF_8))
        .toList();
  }

  private OperatorSubtaskState snapshot(long checkpoint) throws Exception {
    worker.getOperator().prepareSnapshotPreBarrier(checkpoint);
    return worker.snapshot(checkpoint, 0);
  }

  private List<RowVersion> versions() {
    return worker.getRecordOutput().stream()
        .map(row -> row.getValue().headers().lastHeader(RowVersion.HEADER).value())
        .map(value -> RowVersion.ofBytes(value).orElseThrow())
        .toList();
  }

  private WorkerState state() throws Exception {
    worker.setProcessingTime(worker.getProcessingTime() + 1_000);
    WorkerStateAccumulator shown =
        (WorkerStateAccumulator)
            worker
                .getEnvironment()
                .getAccumulatorRegistry()
                .getUserMap()
                .get(WorkerStateAccumulator.NAME);
    WorkerState state = shown == null ? null : shown.state();
    assertThat(state).isNotNull();
    return java.util.Objects.requireNonNull(state);
  }

  private record Text() implements ResultEncoder<ReadingSummary> {

    @Override
    public byte[] key(ReadingSummary result) {
      return result.channel().station().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] value(ReadingSummary result, WindowState state, long updateTime) {
      return "%s@%d %d %s"
          .formatted(result.channel().station(), result.window().start(), result.count(), state)
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}
