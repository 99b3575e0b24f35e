package dev.tally.reliability.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What should have been counted: for each cell when its inputs were appended. */
final class Truth {

  private final Map<String, long[]> appended = new TreeMap<>();

  Truth(List<InputRecord> inputs) {
    Map<String, List<Long>> times = new TreeMap<>();
    for (InputRecord input : inputs) {
      if (input.reading() instanceof Reading.Counted counted) {
        times.computeIfAbsent(counted.cell(), cell -> new ArrayList<>()).add(input.appendedAt());
      }
    }
    times.forEach(
        (cell, all) ->
            appended.put(cell, all.stream().mapToLong(Long::longValue).sorted().toArray()));
  }

  /** Returns the cells of which there are inputs. */
  Set<String> cells() {
    return appended.keySet();
  }

  /** Returns how many inputs a cell has. */
  long of(String cell) {
    return appended.getOrDefault(cell, new long[0]).length;
  }

  /** Returns how many of a cell's inputs had been appended by then. */
  long of(String cell, long time) {
    long[] times = appended.getOrDefault(cell, new long[0]);
    int first = 0; // the first one after the time is in [first, end]
    int end = times.length;
    while (first < end) {
      int middle = (first + end) >>> 1;
      if (times[middle] <= time) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    return first;
  }
}
