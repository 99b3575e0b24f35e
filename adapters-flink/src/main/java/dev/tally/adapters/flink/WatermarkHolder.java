package dev.tally.adapters.flink;

import dev.tally.domain.time.PartitionWatermarks;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Windowing;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells which partition the watermark waits for, from what workers say they have read. It follows
 * them by a heartbeat; it decides nothing. Used by one thread.
 */
final class WatermarkHolder {

  private final @Nullable PartitionWatermarks watermarks;
  private final Map<Integer, Long> positions = new HashMap<>();

  WatermarkHolder(Windowing<?> windowing, WorkerState initial, long now) {
    this.watermarks =
        windowing instanceof TumblingWindows<?> windows
            ? new PartitionWatermarks(
                windows, initial.account().partitions().keySet(), initial.watermark(), now)
            : null;
    positions.putAll(initial.account().positions());
  }

  /** Notes how far the partitions are and returns the holder, where there is one. */
  OptionalInt after(WorkerState state, Map<Integer, Long> ends, long now) {
    if (watermarks == null) {
      return OptionalInt.empty();
    }
    state
        .account()
        .partitions()
        .forEach((partition, progress) -> note(watermarks, partition, progress, now));
    ends.forEach((partition, end) -> finishAt(watermarks, partition, end));
    return watermarks.holder(now);
  }

  private void note(
      PartitionWatermarks known, int partition, PartitionProgress progress, long now) {
    Long before = positions.put(partition, progress.position());
    if (before == null || before < progress.position()) {
      known.observe(partition, progress.newest(), now);
    }
  }

  private void finishAt(PartitionWatermarks known, int partition, long end) {
    if (positions.getOrDefault(partition, 0L) >= end) {
      known.finish(partition);
    }
  }
}
