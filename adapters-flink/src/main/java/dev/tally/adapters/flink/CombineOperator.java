package dev.tally.adapters.flink;

import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.out.DeadLetterTopic;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.Combiner;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Combines batches by key and window in the task that read them. Whatever it forwards that could
 * outrun an event (a watermark, a change of idleness, a checkpoint's barrier, the end) it sends
 * after what it holds, so it needs no state of its own.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else
final class CombineOperator<E, K, A> extends AbstractStreamOperator<Partial<K, A>>
    implements OneInputStreamOperator<ReadBatch<E, K, A>, Partial<K, A>>, BoundedOneInput {

  /** How many partial results one worker holds at most before it sends them. */
  static final int MAX_PARTIALS = 32_768;

  private static final long MAX_HOLD_MILLIS = 100;
  private static final long serialVersionUID = 1L;

  private final AggregationSpec<E, K, A, ?> spec;
  private final RejectPolicy rejects;
  private final OutputTag<RunAccount> accounts;
  private final OutputTag<ProducerRecord<byte[], byte[]>> deadLetters;
  private final long hold;
  private transient Combiner<E, K, A> combiner;
  private transient RunAccount account;
  private transient GatheringTimer timer;

  CombineOperator(
      AggregationSpec<E, K, A, ?> spec,
      RejectPolicy rejects,
      OutputTag<RunAccount> accounts,
      OutputTag<ProducerRecord<byte[], byte[]>> deadLetters) {
    this.spec = spec;
    this.rejects = rejects;
    this.accounts = accounts;
    this.deadLetters = deadLetters;
    this.hold = Math.min(MAX_HOLD_MILLIS, Math.max(1, spec.emission().intervalMillis() / 4));
  }

  @Override
  public void open() throws Exception {
    super.open();
    combiner = new Combiner<>(spec);
    account = RunAccount.NONE;
    timer = new GatheringTimer(getProcessingTimeService(), this::flush);
  }

  @Override
  public void processElement(StreamRecord<ReadBatch<E, K, A>> element) {
    ReadBatch<E, K, A> batch = element.getValue();
    batch.deadLetters().forEach(this::reject);
    batch.drain(combiner::add);
    account = account.plus(batch.account());
    if (combiner.size() >= MAX_PARTIALS) {
      flush();
    } else {
      timer.ask(hold, 0);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void reject(DeadLetter rejected) {
    if (rejects.failsAtOnce()) {
      // To read it again would end the same way.
      throw new SuppressRestartsException(rejects.refusal(rejected.rejection()));
    }
    DeadLetterTopic topic = rejects.deadLetters();
    if (topic != null) {
      output.collect(deadLetters, new StreamRecord<>(DeadLetters.toRecord(rejected, topic)));
    }
  }

  private void flush() {
    if (account.accounting().read() == 0) {
      return;
    }
    combiner.drain(
        (key, windowStart, accumulator, events) ->
            output.collect(
                new StreamRecord<>(new Partial<>(key, windowStart, accumulator, events))));
    output.collect(accounts, new StreamRecord<>(account));
    account = RunAccount.NONE;
  }
}
