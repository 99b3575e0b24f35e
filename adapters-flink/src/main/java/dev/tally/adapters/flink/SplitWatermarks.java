package dev.tally.adapters.flink;

import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import dev.tally.domain.time.Windowing;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The watermark of one partition, as the domain says. Flink takes the minimum over partitions and
 * carries the domain's value unchanged.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
final class SplitWatermarks<E, K, A> implements WatermarkGenerator<ReadBatch<E, K, A>> {

  private final TumblingWindows<E> windows;
  private long newest = Watermark.NONE;

  private SplitWatermarks(TumblingWindows<E> windows) {
    this.windows = windows;
  }

  /** Returns the watermarks for the windows, none where nothing waits for event time. */
  static <E, K, A> WatermarkStrategy<ReadBatch<E, K, A>> of(Windowing<E> windowing) {
    if (windowing instanceof TumblingWindows<E> windows) {
      return WatermarkStrategy.<ReadBatch<E, K, A>>forGenerator(
              context -> new SplitWatermarks<>(windows))
          .withIdleness(Duration.ofMillis(windows.idleAfter()));
    }
    return WatermarkStrategy.noWatermarks();
  }

  @Override
  public void onEvent(ReadBatch<E, K, A> batch, long recordTimestamp, WatermarkOutput output) {
    newest = Math.max(newest, batch.newest());
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (newest != Watermark.NONE) {
      output.emitWatermark(
          new org.apache.flink.api.common.eventtime.Watermark(windows.watermarkAfter(newest)));
    }
  }
}
