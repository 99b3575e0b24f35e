package dev.tally.domain.time;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The watermark of an input that comes in partitions: the minimum over the partitions that are
 * neither finished nor idle. It never goes back. Not thread-safe; the time of day is handed in.
 */
public final class PartitionWatermarks {

  private final TumblingWindows<?> windows;
  private final Map<Integer, Progress> partitions = new TreeMap<>();
  private long watermark;

  /**
   * Starts before the first event.
   *
   * @param windows the rules for delay and idleness
   * @param partitions every partition that may send
   * @param restored the watermark already reached in an earlier run, or {@link Watermark#NONE}
   * @param now the time of day in epoch milliseconds
   */
  public PartitionWatermarks(
      TumblingWindows<?> windows, Collection<Integer> partitions, long restored, long now) {
    this.windows = windows;
    this.watermark = restored;
    partitions.forEach(partition -> this.partitions.put(partition, new Progress(now)));
  }

  /** Notes that a partition came to the input: it is waited for like any other. */
  public void add(int partition, long now) {
    partitions.putIfAbsent(partition, new Progress(now));
  }

  /** Notes that a partition's newest acceptable timestamp is {@code newest}. */
  public void observe(int partition, long newest, long now) {
    Progress progress = partitions.computeIfAbsent(partition, unknown -> new Progress(now));
    progress.newest = Math.max(progress.newest, newest);
    progress.seenAt = now;
  }

  /** Notes that nothing more will come from a partition. */
  public void finish(int partition) {
    partitions.remove(partition);
  }

  /** Returns the watermark at {@code now}. */
  public long advance(long now) {
    long minimum = Watermark.END_OF_INPUT;
    boolean anyActive = false;
    for (Progress progress : partitions.values()) {
      if (now - progress.seenAt < windows.idleAfter()) {
        anyActive = true;
        minimum = Math.min(minimum, watermarkOf(progress));
      }
    }
    if (anyActive) {
      watermark = Math.max(watermark, minimum);
    }
    return watermark;
  }

  /** Returns the partition whose watermark is the lowest, so that all others wait for it. */
  public OptionalInt holder(long now) {
    return partitions.entrySet().stream()
        .filter(entry -> now - entry.getValue().seenAt < windows.idleAfter())
        .min(
            (left, right) ->
                Long.compare(watermarkOf(left.getValue()), watermarkOf(right.getValue())))
        .map(entry -> OptionalInt.of(entry.getKey()))
        .orElseGet(OptionalInt::empty);
  }

  private long watermarkOf(Progress progress) {
    return progress.newest == Watermark.NONE
        ? Watermark.NONE
        : windows.watermarkAfter(progress.newest);
  }

  private static final class Progress {
    private long newest = Watermark.NONE;
    private long seenAt;

    Progress(long now) {
      this.seenAt = now;
    }
  }
}
