package dev.tally.adapters.flink;

import java.io.Serializable;

/**
 * How far one partition has been read.
 *
 * @param position the offset after the last record read
 * @param newest the newest timestamp that moved the watermark, or {@link
 *     dev.tally.domain.time.Watermark#NONE}
 */
record PartitionProgress(long position, long newest) implements Serializable {

  PartitionProgress furthest(PartitionProgress other) {
    return new PartitionProgress(
        Math.max(position, other.position), Math.max(newest, other.newest));
  }
}
