package dev.tally.adapters.flink;

import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.WindowState;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Merges partial results into rows and emits the rows that changed: at most once in an emission
 * interval, before a checkpoint and at the end. Its first input is keyed; over the second, readers
 * tell its first worker what they read. All that a job must remember is kept here. Late is what
 * arrives for a window that is final at the watermark reached, whether in this run or in one before
 * it.
 *
 * @param <K> the keys
 * @param <A> the accumulators
 * @param <R> the results
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else
final class AggregateOperator<K, A, R>
    extends AbstractStreamOperator<ProducerRecord<byte[], byte[]>>
    implements TwoInputStreamOperator<Partial<K, A>, RunAccount, ProducerRecord<byte[], byte[]>>,
        Triggerable<K, Long> {

  /** The name under which the driver finds what workers kept. */
  static final String KEPT = "worker-state";

  private static final long GATHER_MILLIS = 2; // so that rows of one shuffle leave together
  private static final long SHOW_MILLIS = 250;
  private static final long serialVersionUID = 1L;

  private final AggregationSpec<?, K, A, R> spec;
  private final ResultEncoder<R> encoder;
  private final WallClock clock;
  private final String outputTopic;
  private final RunStart start;

  private transient KeyedRows<K, A> rows;
  private transient ListState<WorkerState> kept;
  private transient WorkerStateAccumulator shown;
  private transient Set<ChangedRow<K>> changed;
  private transient Set<ChangedRow<K>> begun; // since the last checkpoint
  private transient RowVersions versions;
  private transient Lineage lineage;
  private transient boolean isRestored;
  private transient RunAccount account;
  private transient long counted;
  private transient long late;
  private transient long watermark;
  private transient GatheringTimer emission;
  private transient GatheringTimer showing;

  AggregateOperator(
      AggregationSpec<?, K, A, R> spec,
      ResultEncoder<R> encoder,
      WallClock clock,
      String outputTopic,
      RunStart start) {
    this.spec = spec;
    this.encoder = encoder;
    this.clock = clock;
    this.outputTopic = outputTopic;
    this.start = start;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    kept =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(KEPT, new FormatSerializer<>(new WorkerState.Format())));
    TaskInfo task = getRuntimeContext().getTaskInfo();
    isRestored = context.isRestored();
    WorkerState before = isRestored ? start.restored(kept.get()) : start.beginning();
    lineage = before.lineage();
    watermark = before.watermark();
    account = task.getIndexOfThisSubtask() == 0 ? before.account() : RunAccount.NONE;
    // Every attempt is a run: what one wrote after its last checkpoint is not the next one's.
    versions =
        new RowVersions(
            lineage.life(),
            start.run() + task.getAttemptNumber(),
            context.getRestoredCheckpointId().orElse(0));
  }

  @Override
  public void open() throws Exception {
    super.open();
    Aggregation<?, K, A, R> aggregation = spec.aggregation();
    ValueState<A> state =
        getOrCreateKeyedState(
            LongSerializer.INSTANCE,
            new ValueStateDescriptor<>(
                "rows", new FormatSerializer<>(aggregation.accumulatorFormat())));
    @SuppressWarnings("unchecked") // so it is in every state backend of Flink
    InternalValueState<K, Long, A> namespaced = (InternalValueState<K, Long, A>) state;
    rows =
        new KeyedRows<>(
            aggregation,
            spec.windowing(),
            namespaced,
            getInternalTimerService("windows", LongSerializer.INSTANCE, this));
    changed = new HashSet<>();
    begun = new HashSet<>();
    emission = new GatheringTimer(getProcessingTimeService(), this::emitChanged);
    showing = new GatheringTimer(getProcessingTimeService(), this::show);
    shown = new WorkerStateAccumulator();
    getRuntimeContext().addAccumulator(WorkerStateAccumulator.NAME, shown);
    if (!isRestored) {
      RestoredRows.read(aggregation, start.rows(), this::takeOver);
    }
    show();
  }

  // Workers share out rows that were read back as they share out keys.
  private void takeOver(TableRow<K, A> row) throws IOException {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            row.key(), task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks());
    if (owner == task.getIndexOfThisSubtask()) {
      setCurrentKey(row.key());
      rows.restore(row.windowStart(), row.accumulator(), watermark);
    }
  }

  @Override
  public void processElement1(StreamRecord<Partial<K, A>> element) throws IOException {
    Partial<K, A> partial = element.getValue();
    if (spec.windowing().isFinal(partial.windowStart(), watermark)) {
      late += partial.events();
    } else {
      if (rows.merge(partial, watermark)) {
        begun.add(new ChangedRow<>(partial.key(), partial.windowStart()));
      }
      counted += partial.events();
      markChanged(partial.key(), partial.windowStart());
    }
    showSoon();
  }

  @Override
  public void processElement2(StreamRecord<RunAccount> element) {
    account = account.plus(element.getValue());
    showSoon();
  }

  // Only what comes in order with the partial results may judge them. Were the second input heard
  // too, its watermark would count alone while the first one is idle, and pass events that are
  // about to end that idleness.
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) {
    if (input == 0) {
      output.emitWatermarkStatus(status);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = Math.max(watermark, mark.getTimestamp());
    super.processWatermark(mark);
    showSoon();
  }

  @Override
  public void onEventTime(InternalTimer<K, Long> timer) throws IOException {
    K key = timer.getKey();
    long windowStart = timer.getNamespace();
    if (spec.windowing().isFinal(windowStart, watermark)) {
      emit(key, windowStart);
      rows.remove(windowStart);
      changed.remove(new ChangedRow<>(key, windowStart));
    } else {
      markChanged(key, windowStart);
      rows.setTimer(windowStart, WindowState.CLOSED);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<K, Long> timer) {
    throw new IllegalStateException("rows have event-time timers only");
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws IOException {
    emitChanged();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    lineage = lineage.with(versions.run(), context.getCheckpointId());
    versions.committedWith(context.getCheckpointId());
    begun.clear();
    kept.update(List.of(workerState()));
    show();
  }

  @Override
  public void finish() throws Exception {
    emitChanged();
    show();
    super.finish();
  }

  private void markChanged(K key, long windowStart) {
    changed.add(new ChangedRow<>(key, windowStart));
    emission.ask(GATHER_MILLIS, spec.emission().intervalMillis());
  }

  private void emitChanged() throws IOException {
    for (ChangedRow<K> row : changed) {
      setCurrentKey(row.key());
      emit(row.key(), row.windowStart());
    }
    changed.clear();
  }

  private void emit(K key, long windowStart) throws IOException {
    A accumulator = rows.at(windowStart);
    if (accumulator == null) {
      throw new IllegalStateException("no row of " + key + " at " + windowStart);
    }
    WindowState state = spec.windowing().stateOf(windowStart, watermark);
    R result =
        spec.aggregation()
            .resultOf(key, spec.windowing().windowStartingAt(windowStart), accumulator);
    output.collect(
        new StreamRecord<>(
            new ProducerRecord<>(
                outputTopic,
                null,
                encoder.key(result),
                encoder.value(result, state, clock.now()),
                versions.header(begun.contains(new ChangedRow<>(key, windowStart))))));
  }

  private void showSoon() {
    showing.ask(SHOW_MILLIS, 0);
  }

  private void show() {
    shown.show(workerState());
  }

  private WorkerState workerState() {
    return new WorkerState(lineage, account.plusCounted(counted, late), watermark);
  }
}
