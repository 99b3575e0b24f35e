package dev.tally.adapters.flink;

import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.WindowState;
import dev.tally.domain.time.Windowing;
import java.io.IOException;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the key that is current in Flink's keyed state, one for each window that is not
 * final. Each row with an end has one event-time timer: at the end of its window, then at the end
 * of its lateness.
 *
 * @param <K> the keys
 * @param <A> the accumulators
 */
final class KeyedRows<K, A> {

  private final Aggregation<?, K, A, ?> aggregation;
  private final Windowing<?> windowing;
  private final InternalValueState<K, Long, A> rows;
  private final InternalTimerService<Long> timers;

  KeyedRows(
      Aggregation<?, K, A, ?> aggregation,
      Windowing<?> windowing,
      InternalValueState<K, Long, A> rows,
      InternalTimerService<Long> timers) {
    this.aggregation = aggregation;
    this.windowing = windowing;
    this.rows = rows;
    this.timers = timers;
  }

  /**
   * Merges into the window's row, which begins with the partial result where there is none.
   *
   * @return whether it began
   */
  boolean merge(Partial<K, A> partial, long watermark) throws IOException {
    long windowStart = partial.windowStart();
    A row = at(windowStart);
    if (row == null) {
      restore(windowStart, partial.accumulator(), watermark);
      return true;
    }
    aggregation.merge(row, partial.accumulator());
    rows.update(row);
    return false;
  }

  /** Puts a row where there is none. */
  void restore(long windowStart, A accumulator, long watermark) throws IOException {
    rows.setCurrentNamespace(windowStart);
    rows.update(accumulator);
    setTimer(windowStart, windowing.stateOf(windowStart, watermark));
  }

  /** Returns the window's row: the state's own, to be changed by {@link #merge} only. */
  @Nullable A at(long windowStart) throws IOException {
    rows.setCurrentNamespace(windowStart);
    return rows.value();
  }

  /** Forgets the window's row. */
  void remove(long windowStart) {
    rows.setCurrentNamespace(windowStart);
    rows.clear();
  }

  /** Sets the timer for the moment at which the row leaves the given state. */
  void setTimer(long windowStart, WindowState state) {
    if (windowing instanceof TumblingWindows<?> windows) {
      long due =
          state == WindowState.OPEN ? windows.endOf(windowStart) : windows.finalAt(windowStart);
      timers.registerEventTimeTimer(windowStart, due);
    }
  }
}
