package dev.tally.adapters.flink;

import dev.tally.application.port.out.FileRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;

/**
 * The splits of Flink's file source: exactly the ranges that were planned, each begins and ends
 * between two records. Flink's own enumerators cut at any byte.
 */
final class PlannedRanges implements FileEnumerator.Provider {

  private static final long serialVersionUID = 1L;

  private final ArrayList<FileRange> ranges;

  PlannedRanges(List<FileRange> ranges) {
    this.ranges = new ArrayList<>(ranges);
  }

  /** Returns the range's place in the input. */
  static int numberOf(FileSourceSplit split) {
    return Integer.parseInt(split.splitId());
  }

  /** Returns the files, which the source wants to know though it asks the enumerator. */
  org.apache.flink.core.fs.Path[] files() {
    return ranges.isEmpty()
        ? new org.apache.flink.core.fs.Path[] {flinkPath("nothing")}
        : ranges.stream()
            .map(FileRange::path)
            .distinct()
            .map(PlannedRanges::flinkPath)
            .toArray(org.apache.flink.core.fs.Path[]::new);
  }

  @Override
  public FileEnumerator create() {
    return (paths, minDesiredSplits) -> splits();
  }

  private Collection<FileSourceSplit> splits() {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (int number = 0; number < ranges.size(); number++) {
      FileRange range = ranges.get(number);
      splits.add(
          new FileSourceSplit(
              Integer.toString(number),
              flinkPath(range.path()),
              range.start(),
              range.length(),
              0,
              range.end()));
    }
    return splits;
  }

  private static org.apache.flink.core.fs.Path flinkPath(String path) {
    return new org.apache.flink.core.fs.Path(Path.of(path).toUri());
  }
}
