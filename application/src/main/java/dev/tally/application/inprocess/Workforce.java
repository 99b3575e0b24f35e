package dev.tally.application.inprocess;

import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.time.PartitionWatermarks;
import dev.tally.domain.time.TumblingWindows;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the workers of one job, which share the watermark. */
final class Workforce<E, K, A> {

  private final AggregationSpec<E, K, A, ?> spec;
  private final TopicInput<E> input;
  private final String engine;
  private final RecordReaders readers;
  private final Coordination coordination;
  private final WallClock clock;
  private final @Nullable TumblingWindows<E> windows;
  private final @Nullable PartitionWatermarks shared;

  /**
   * Prepares.
   *
   * @param engine the engine's name, for dead letters
   * @param watermark the watermark already reached
   */
  Workforce(
      AggregationSpec<E, K, A, ?> spec,
      TopicInput<E> input,
      String engine,
      RecordReaders readers,
      Coordination coordination,
      long watermark,
      WallClock clock) {
    this.spec = spec;
    this.input = input;
    this.engine = engine;
    this.readers = readers;
    this.coordination = coordination;
    this.clock = clock;
    this.windows = spec.windowing() instanceof TumblingWindows<E> tumbling ? tumbling : null;
    this.shared =
        windows == null
            ? null
            : new PartitionWatermarks(windows, List.of(), watermark, clock.now());
  }

  /** Notes that partitions will be read: the watermark waits for those that have something. */
  void expect(Map<Integer, Long> positions) {
    if (shared == null) {
      return;
    }
    synchronized (shared) {
      positions.forEach(
          (partition, position) -> {
            if (!input.isAtEnd(partition, position)) {
              shared.add(partition, clock.now());
            }
          });
    }
  }

  /** Returns a new worker on partitions that are expected. */
  Worker<E, K, A> workerOn(Map<Integer, Long> positions) {
    EventClock eventClock =
        windows == null || shared == null ? null : new EventClock(windows, shared, clock);
    return new Worker<>(
        spec, input, engine, readers.open(input, positions), coordination, eventClock);
  }
}
