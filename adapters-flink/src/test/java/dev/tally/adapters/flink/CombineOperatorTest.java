package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.BehaviorKey;
import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a combiner lets go of what it holds. */
final class CombineOperatorTest {

  private static final OutputTag<RunAccount> ACCOUNTS =
      new OutputTag<>("accounts", new FormatTypeInformation<>(new RunAccountFormat()));

  private static final OutputTag<ProducerRecord<byte[], byte[]>> DEAD_LETTERS =
      new OutputTag<>("dead-letters", new InTaskTypeInformation<>("DeadLetter"));
  private static final RejectPolicy REJECTS =
      RejectPolicy.keepIn(new DeadLetterTopic("in.dead-letter", 2), RejectLimit.NONE);

  /** A quarter of the interval; the harness lets timers go off without Flink's delay. */
  private static final long DUE = 25 - GatheringTimer.FLINK_DELAY_MILLIS;

  private final AggregationSpec<BehaviorEvent, BehaviorKey, LongCount, ?> spec =
      BehaviorCounting.spec(new Emission(100));
  private OneInputStreamOperatorTestHarness<
          ReadBatch<BehaviorEvent, BehaviorKey, LongCount>, Partial<BehaviorKey, LongCount>>
      combiner;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    combiner =
        new OneInputStreamOperatorTestHarness<>(
            new CombineOperator<>(spec, REJECTS, ACCOUNTS, DEAD_LETTERS),
            new InTaskSerializer<>("ReadBatch"));
    combiner.setup(new FormatSerializer<>(new Partial.Format<>(new BehaviorCounting())));
    combiner.open();
  }

  @AfterEach
  void close() throws Exception {
    combiner.close();
  }

  @Test
  void eventsOfAKeyLeaveAsOneAfterAQuarterOfTheInterval() throws Exception {
    read("books");
    read("books");
    read("home");
    combiner.setProcessingTime(DUE - 1);
    assertThat(partials()).isEmpty();
    combiner.setProcessingTime(DUE);

    assertThat(partials()).containsExactlyInAnyOrder("books 2", "home 1");
    assertThat(accounts()).containsExactly(new Accounting(3, 0, 0, 0, 0, 0));
  }

  @Test
  void eventsOfABatchAreCombinedAlready() throws Exception {
    ReadBatch<BehaviorEvent, BehaviorKey, LongCount> batch = batch(0);
    batch.event(new BehaviorEvent("books", "view"));
    batch.event(new BehaviorEvent("books", "view"));
    combiner.processElement(new StreamRecord<>(batch));
    read("books");
    combiner.setProcessingTime(DUE);

    assertThat(partials()).containsExactly("books 3");
    assertThat(combiner.extractOutputValues())
        .singleElement()
        .satisfies(partial -> assertThat(partial.accumulator().count()).isEqualTo(3));
  }

  @Test
  void whatIsHeldLeavesBeforeAWatermarkAndBeforeAChangeOfIdleness() throws Exception {
    read("books");
    combiner.processWatermark(new Watermark(7));
    read("home");
    combiner.processWatermarkStatus(WatermarkStatus.IDLE);

    assertThat(combiner.getOutput())
        .extracting(CombineOperatorTest::text)
        .containsExactly("books 1", "Watermark @ 7", "home 1", WatermarkStatus.IDLE.toString());
  }

  @Test
  void nothingIsHeldAtABarrierNorAtTheEnd() throws Exception {
    read("books");
    combiner.prepareSnapshotPreBarrier(1);
    assertThat(partials()).containsExactly("books 1");
    read("home");
    combiner.endInput();
    assertThat(partials()).containsExactly("books 1", "home 1");
  }

  @Test
  void holdsNoMorePartialResultsThanStated() throws Exception {
    for (int key = 0; key < CombineOperator.MAX_PARTIALS - 1; key++) {
      read("category " + key);
    }
    assertThat(partials()).isEmpty();
    read("one more");
    assertThat(partials()).hasSize(CombineOperator.MAX_PARTIALS);
  }

  @Test
  void recordsWithoutAnEventAreAccountedForToo() throws Exception {
    ReadBatch<BehaviorEvent, BehaviorKey, LongCount> batch = batch(0);
    batch.rejected(ReadBatchTest.deadLetter(0, 0));
    batch.tombstone();
    combiner.processElement(new StreamRecord<>(batch));
    combiner.setProcessingTime(DUE);

    assertThat(partials()).isEmpty();
    assertThat(accounts()).containsExactly(new Accounting(2, 0, 0, 1, 1, 0));
  }

  @Test
  void rejectedRecordLeavesAtOnceForTheDeadLetters() throws Exception {
    ReadBatch<BehaviorEvent, BehaviorKey, LongCount> batch = batch(3);
    batch.rejected(ReadBatchTest.deadLetter(3, 7));
    combiner.processElement(new StreamRecord<>(batch));

    assertThat(combiner.getSideOutput(DEAD_LETTERS))
        .singleElement()
        .extracting(StreamRecord::getValue)
        .satisfies(
            letter -> {
              assertThat(letter.topic()).isEqualTo("in.dead-letter");
              assertThat(letter.partition()).isEqualTo(1);
              assertThat(letter.timestamp()).isNull();
              assertThat(letter.headers().lastHeader("__streams.errors.offset").value())
                  .asString()
                  .isEqualTo("7");
            });
  }

  private void read(String category) throws Exception {
    ReadBatch<BehaviorEvent, BehaviorKey, LongCount> batch = batch(0);
    batch.event(new BehaviorEvent(category, "view"));
    batch.moveTo(++offset);
    combiner.processElement(new StreamRecord<>(batch));
  }

  private ReadBatch<BehaviorEvent, BehaviorKey, LongCount> batch(int partition) {
    return new ReadBatch<>(spec, partition, offset);
  }

  private List<String> partials() {
    return combiner.extractOutputValues().stream().map(CombineOperatorTest::text).toList();
  }

  private List<Accounting> accounts() {
    Queue<StreamRecord<RunAccount>> sent = combiner.getSideOutput(ACCOUNTS);
    return sent.stream().map(account -> account.getValue().accounting()).toList();
  }

  private static String text(Object element) {
    if (element instanceof StreamRecord<?> record) {
      return text(record.getValue());
    }
    return element instanceof Partial<?, ?> partial && partial.key() instanceof BehaviorKey key
        ? key.category() + " " + partial.events()
        : element.toString();
  }
}
