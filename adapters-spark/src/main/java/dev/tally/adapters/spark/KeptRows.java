package dev.tally.adapters.spark;

import dev.tally.application.port.out.ResultEncoder;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.time.WindowState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import org.apache.spark.sql.execution.streaming.state.UnsafeRowPair;
import scala.collection.Iterator;

/**
 * The rows that one task keeps, as far as a pass touches them: they are taken from the state store
 * into the domain's {@link WindowTable}, which applies every rule, and put back as they are
 * emitted.
 */
final class KeptRows<K, A, R> {

  private final AggregationSpec<?, K, A, R> spec;
  private final ResultEncoder<R> encoder;
  private final StateStore store;
  private final long watermark;
  private final WindowTable<K, A, R> table;
  private final Set<UnsafeRow> restored = new HashSet<>();
  private final FormatBytes<K> keys;
  private final FormatBytes<A> accumulators;
  private long late;

  KeptRows(
      AggregationSpec<?, K, A, R> spec,
      ResultEncoder<R> encoder,
      StateStore store,
      long watermark) {
    Aggregation<?, K, A, R> aggregation = spec.aggregation();
    this.spec = spec;
    this.encoder = encoder;
    this.store = store;
    this.watermark = watermark;
    this.table = new WindowTable<>(spec);
    this.keys = new FormatBytes<>(aggregation.keyFormat());
    this.accumulators = new FormatBytes<>(aggregation.accumulatorFormat());
  }

  /** Takes in the kept rows whose windows the watermark moves on. */
  void restoreUnsettled() {
    Iterator<UnsafeRowPair> kept = store.iterator();
    while (kept.hasNext()) {
      UnsafeRowPair row = kept.next();
      long window = row.key().getLong(Rows.STATE_KEY_WINDOW);
      if (spec.windowing().stateOf(window, watermark) != shownIn(row.value())) {
        restore(row.key().copy(), row.value());
      }
    }
  }

  /** Settles by the watermark what was taken in. */
  void settle() {
    table.advance(watermark);
  }

  /** Merges a partial result, or counts its events as late. */
  void merge(InternalRow partial) {
    long window = partial.getLong(Rows.PARTIAL_WINDOW);
    byte[] key = partial.getBinary(Rows.PARTIAL_KEY);
    UnsafeRow stateKey = Rows.stateKey(window, key);
    if (!restored.contains(stateKey)) {
      UnsafeRow kept = store.get(stateKey);
      if (kept != null) {
        restore(stateKey, kept);
      }
    }
    A accumulator = accumulators.read(partial.getBinary(Rows.PARTIAL_ACCUMULATOR));
    if (!table.merge(keys.read(key), window, accumulator)) {
      late += partial.getLong(Rows.PARTIAL_EVENTS);
    }
  }

  /**
   * Puts back what changed, without what is final, and returns it as upserts.
   *
   * @param pass the number of this pass
   */
  List<InternalRow> emit(long updateTime, RunVersions versions, long pass) {
    ArrayData first = versions.headers(pass, true);
    ArrayData later = versions.headers(pass, false);
    List<InternalRow> upserts = new ArrayList<>();
    table.emit(
        (key, window, accumulator, result, state) -> {
          UnsafeRow stateKey = Rows.stateKey(window, keys.of(key));
          if (accumulator == null) {
            store.remove(stateKey);
          } else {
            store.put(stateKey, Rows.stateValue((byte) state.code(), accumulators.of(accumulator)));
          }
          upserts.add(
              Rows.upsert(
                  encoder.key(result),
                  encoder.value(result, state, updateTime),
                  restored.contains(stateKey) ? later : first));
        });
    return upserts;
  }

  /** Returns which of the events, all held to be counted so far, came too late. */
  TaskReport report() {
    return new TaskReport(
        TaskReport.Stage.MERGE,
        TaskContext.getPartitionId(),
        new Accounting(0, -late, late, 0, 0, 0),
        Map.of(),
        List.of());
  }

  private void restore(UnsafeRow stateKey, UnsafeRow value) {
    restored.add(stateKey);
    table.restore(
        keys.read(stateKey.getBinary(Rows.STATE_KEY_KEY)),
        stateKey.getLong(Rows.STATE_KEY_WINDOW),
        accumulators.read(value.getBinary(Rows.STATE_VALUE_ACCUMULATOR)),
        shownIn(value));
  }

  private static WindowState shownIn(UnsafeRow value) {
    return WindowState.ofCode(value.getByte(Rows.STATE_VALUE_SHOWN));
  }
}
