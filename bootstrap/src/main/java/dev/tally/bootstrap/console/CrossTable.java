package dev.tally.bootstrap.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts by two texts, one down and one across, with totals both ways; names in order. */
public final class CrossTable {

  private static final String TOTAL = "total";

  private final String corner;
  private final SortedMap<String, Map<String, Long>> rows = new TreeMap<>();
  private final SortedSet<String> columns = new TreeSet<>();

  /**
   * Starts empty.
   *
   * @param corner what the names down the side are
   */
  public CrossTable(String corner) {
    this.corner = corner;
  }

  /** Sets one cell; its old count is forgotten. */
  public void put(String row, String column, long count) {
    columns.add(column);
    rows.computeIfAbsent(row, unseen -> new TreeMap<>()).put(column, count);
  }

  /** Returns the sum of all cells. */
  public long total() {
    return rows.values().stream().mapToLong(CrossTable::sum).sum();
  }

  /** Returns the table's lines; a cell that was never set is blank. */
  public List<String> lines() {
    List<String> header = new ArrayList<>(columns);
    header.add(0, corner);
    header.add(TOTAL);
    List<TextTable.Align> alignments =
        new ArrayList<>(Collections.nCopies(header.size(), TextTable.Align.RIGHT));
    alignments.set(0, TextTable.Align.LEFT);
    TextTable table = new TextTable(header, alignments);
    rows.forEach((name, counts) -> table.add(line(name, counts, sum(counts))));
    table.add(line(TOTAL, columnTotals(), total()));
    return table.lines();
  }

  private List<String> line(String name, Map<String, Long> counts, long total) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    for (String column : columns) {
      Long count = counts.get(column);
      cells.add(count == null ? "" : Numbers.grouped(count));
    }
    cells.add(Numbers.grouped(total));
    return cells;
  }

  private Map<String, Long> columnTotals() {
    Map<String, Long> totals = new TreeMap<>();
    rows.values()
        .forEach(counts -> counts.forEach((name, count) -> totals.merge(name, count, Long::sum)));
    return totals;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
