package dev.tally.application.files;

import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.out.FileRange;
import dev.tally.domain.aggregation.Accounting;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where the records of some ranges went. An immutable sum, the same in any order of adding; workers
 * keep one each.
 *
 * @param bytes how many bytes of the input were taken
 * @param rangesWithRejects the ranges in which a record was rejected, by their place in the input
 * @param firstRejected the first rejected rows of the input, at most {@link RejectedRow#SHOWN}
 */
public record FilesAccount(
    Accounting accounting,
    long bytes,
    SortedSet<Integer> rangesWithRejects,
    List<PlacedRow> firstRejected)
    implements Serializable {

  /** Nothing read. */
  public static final FilesAccount NONE =
      new FilesAccount(Accounting.NONE, 0, new TreeSet<>(), List.of());

  private static final Comparator<PlacedRow> BY_PLACE =
      Comparator.comparingInt(PlacedRow::range).thenComparingLong(placed -> placed.row().offset());

  /** Returns both accounts as one. */
  public FilesAccount plus(FilesAccount other) {
    return new FilesAccount(
        accounting.plus(other.accounting),
        bytes + other.bytes,
        union(rangesWithRejects, other.rangesWithRejects),
        first(firstRejected, other.firstRejected));
  }

  /** Returns the first rejected rows in the order of the input. */
  public List<RejectedRow> rejectedRows() {
    return firstRejected.stream().map(PlacedRow::row).toList();
  }

  /** Returns those of the input's ranges in which a record was rejected, in their order. */
  public List<FileRange> rangesWithRejects(List<FileRange> ranges) {
    return rangesWithRejects.stream().map(ranges::get).toList();
  }

  private static SortedSet<Integer> union(SortedSet<Integer> some, SortedSet<Integer> others) {
    if (others.isEmpty()) {
      return some;
    }
    SortedSet<Integer> union = new TreeSet<>(some);
    union.addAll(others);
    return union;
  }

  private static List<PlacedRow> first(List<PlacedRow> some, List<PlacedRow> others) {
    if (others.isEmpty()) {
      return some;
    }
    return Stream.concat(some.stream(), others.stream())
        .sorted(BY_PLACE)
        .limit(RejectedRow.SHOWN)
        .toList();
  }

  /**
   * A rejected row.
   *
   * @param range the range it is in, by its place in the input
   */
  public record PlacedRow(int range, RejectedRow row) implements Serializable {}
}
