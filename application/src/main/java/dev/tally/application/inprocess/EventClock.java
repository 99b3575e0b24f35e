package dev.tally.application.inprocess;

import dev.tally.application.port.out.WallClock;
import dev.tally.domain.time.PartitionWatermarks;
import dev.tally.domain.time.TumblingWindows;
import dev.tally.domain.time.Watermark;
import java.util.HashMap;
import java.util.Map;

/**
 * One worker's view of event time: the newest timestamp of each of its partitions, and whether an
 * event is late. It looks at the watermark that all workers share only for an event that is behind
 * its own partition's, since the shared one is never ahead of that unless the partition was idle.
 * Used by the worker under its lock.
 */
final class EventClock {

  private static final int NO_PARTITION = -1;

  private final TumblingWindows<?> windows;
  private final PartitionWatermarks shared;
  private final WallClock clock;
  private final Map<Integer, Newest> partitions = new HashMap<>();
  private int lastPartition = NO_PARTITION;
  private Newest last =
      new Newest(); // of the last event's partition, which is mostly the next one's

  /**
   * Starts before the first event.
   *
   * @param shared the watermark over all workers' partitions; used under its own monitor
   */
  EventClock(TumblingWindows<?> windows, PartitionWatermarks shared, WallClock clock) {
    this.windows = windows;
    this.shared = shared;
    this.clock = clock;
  }

  /** Tells whether an event of the window starting at {@code windowStart} comes too late. */
  boolean isLate(int partition, long windowStart) {
    Newest newest = newestOf(partition);
    return windows.isFinal(windowStart, windows.watermarkAfter(newest.timestamp))
        && windows.isFinal(windowStart, sharedWatermark(partition, newest));
  }

  /**
   * Notes an event's timestamp.
   *
   * @return false where it is too far in the future to move the watermark
   */
  boolean observe(int partition, long timestamp) {
    Newest newest = newestOf(partition);
    newest.seen = true;
    if (timestamp > newest.timestamp) {
      if (windows.isFuture(timestamp, clock.now())) {
        return false;
      }
      newest.timestamp = timestamp;
    }
    return true;
  }

  /** Lets the other workers know, at the end of a batch. */
  void publish() {
    long now = clock.now();
    synchronized (shared) {
      partitions.forEach(
          (partition, newest) -> {
            if (newest.seen) {
              shared.observe(partition, newest.timestamp, now);
            }
          });
      shared.advance(now);
    }
  }

  /** Lets the other workers know that nothing more comes from a partition. */
  void finish(int partition) {
    synchronized (shared) {
      shared.finish(partition);
    }
  }

  /** Returns the newest timestamp of each partition that sent events since the last call. */
  Map<Integer, Long> takeNewest() {
    Map<Integer, Long> taken = new HashMap<>();
    partitions.forEach(
        (partition, newest) -> {
          if (newest.seen) {
            taken.put(partition, newest.timestamp);
            newest.seen = false;
          }
        });
    return taken;
  }

  private long sharedWatermark(int partition, Newest newest) {
    long now = clock.now();
    synchronized (shared) {
      shared.observe(partition, newest.timestamp, now);
      return shared.advance(now);
    }
  }

  private Newest newestOf(int partition) {
    if (partition != lastPartition) {
      last = partitions.computeIfAbsent(partition, unseen -> new Newest());
      lastPartition = partition;
    }
    return last;
  }

  private static final class Newest {
    private long timestamp = Watermark.NONE;
    private boolean seen;
  }
}
