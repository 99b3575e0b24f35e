package dev.tally.domain.aggregation;

import dev.tally.domain.time.Watermark;
import dev.tally.domain.time.WindowState;
import dev.tally.domain.time.Windowing;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All rows of an aggregation in memory: merges partial results, moves windows from open to closed
 * to final as the watermark rises, and shows each changed row once per emission. Rows that became
 * final are shown a last time and forgotten, so the table holds open and closed windows only. Not
 * thread-safe.
 *
 * @param <K> the keys
 * @param <A> the accumulators
 * @param <R> the results
 */
public final class WindowTable<K, A, R> {

  private final Aggregation<?, K, A, R> aggregation;
  private final Windowing<?> windowing;
  private final TreeMap<Long, Map<K, Row<A>>> windows = new TreeMap<>();
  private final Map<Long, Map<K, Row<A>>> changed = new TreeMap<>();
  private long watermark = Watermark.NONE;

  /** Starts empty. */
  public WindowTable(AggregationSpec<?, K, A, R> spec) {
    this.aggregation = spec.aggregation();
    this.windowing = spec.windowing();
  }

  /** Puts back a row that an earlier run kept; it counts as already shown in {@code shown}. */
  public void restore(K key, long windowStart, A accumulator, WindowState shown) {
    rowsAt(windowStart).put(key, new Row<>(accumulator, shown));
  }

  /**
   * Merges a partial result into its row.
   *
   * @return false, with nothing changed, where the window is final: the events are late
   */
  public boolean merge(K key, long windowStart, A partial) {
    if (windowing.isFinal(windowStart, watermark)) {
      return false;
    }
    Row<A> row =
        rowsAt(windowStart)
            .computeIfAbsent(
                key, unseen -> new Row<>(aggregation.newAccumulator(), WindowState.OPEN));
    aggregation.merge(row.accumulator, partial);
    markChanged(windowStart, key, row);
    return true;
  }

  /** Raises the watermark; a lower value than before changes nothing. */
  public void advance(long newWatermark) {
    if (newWatermark <= watermark) {
      return;
    }
    watermark = newWatermark;
    for (Map.Entry<Long, Map<K, Row<A>>> window : windows.entrySet()) {
      long start = window.getKey();
      WindowState state = windowing.stateOf(start, watermark);
      if (state == WindowState.OPEN) {
        break; // later windows end later
      }
      window
          .getValue()
          .forEach(
              (key, row) -> {
                if (row.shown != state) {
                  markChanged(start, key, row);
                }
              });
    }
  }

  /** Returns the watermark reached. */
  public long watermark() {
    return watermark;
  }

  /** Returns how many rows are held. */
  public int size() {
    return windows.values().stream().mapToInt(Map::size).sum();
  }

  /** Shows every row that changed since the last emission, windows in order, and forgets finals. */
  public void emit(RowHandler<K, A, R> handler) {
    for (Iterator<Map.Entry<Long, Map<K, Row<A>>>> entries = changed.entrySet().iterator();
        entries.hasNext(); ) {
      Map.Entry<Long, Map<K, Row<A>>> window = entries.next();
      emitWindow(window.getKey(), window.getValue(), handler);
      entries.remove();
    }
  }

  private void emitWindow(long start, Map<K, Row<A>> rows, RowHandler<K, A, R> handler) {
    WindowState state = windowing.stateOf(start, watermark);
    boolean isFinal = state == WindowState.FINAL;
    rows.forEach(
        (key, row) -> {
          row.changed = false;
          row.shown = state;
          R result = aggregation.resultOf(key, windowing.windowStartingAt(start), row.accumulator);
          handler.accept(key, start, isFinal ? null : row.accumulator, result, state);
        });
    if (isFinal) {
      windows.remove(start);
    }
  }

  private Map<K, Row<A>> rowsAt(long windowStart) {
    return windows.computeIfAbsent(windowStart, unseen -> new HashMap<>());
  }

  private void markChanged(long windowStart, K key, Row<A> row) {
    if (!row.changed) {
      row.changed = true;
      changed.computeIfAbsent(windowStart, unseen -> new HashMap<>()).put(key, row);
    }
  }

  /** Receives the rows of one emission. */
  @FunctionalInterface
  public interface RowHandler<K, A, R> {

    /**
     * Takes one row.
     *
     * @param windowStart the window, by its start
     * @param accumulator what must be kept to go on later; null where the row is final. Still the
     *     table's own: to be read during the call only
     * @param state how settled the row is
     */
    void accept(K key, long windowStart, @Nullable A accumulator, R result, WindowState state);
  }

  private static final class Row<A> {
    private final A accumulator;
    private WindowState shown;
    private boolean changed;

    Row(A accumulator, WindowState shown) {
      this.accumulator = accumulator;
      this.shown = shown;
    }
  }
}
