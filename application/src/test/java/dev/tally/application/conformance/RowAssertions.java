package dev.tally.application.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.time.WindowState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What must hold for rows {@code count;...;state;updateTime}, whatever the job. */
final class RowAssertions {

  private RowAssertions() {}

  /** Checks that counts never step back, states neither, and that final rows are left alone. */
  static void assertRowsOnlyMoveForward(List<Upsert> upserts) {
    Map<String, String> latest = new HashMap<>();
    for (Upsert upsert : upserts) {
      String value = upsert.value();
      if (value == null) {
        throw new AssertionError("row " + upsert.key() + " was deleted");
      }
      String before = latest.put(upsert.key(), value);
      if (before == null || before.equals(value)) {
        continue;
      }
      String step = "row %s goes from %s to %s".formatted(upsert.key(), before, value);
      assertThat(countOf(value)).as(step).isGreaterThanOrEqualTo(countOf(before));
      assertThat(stateOf(value)).as(step).isGreaterThanOrEqualTo(stateOf(before));
      assertThat(stateOf(before)).as(step).isNotEqualTo(WindowState.FINAL);
    }
  }

  /** Checks a table whose rows depend, within limits, on how the partitions interleaved. */
  static void assertRowsBetween(
      SortedMap<String, String> table,
      SortedMap<String, String> least,
      SortedMap<String, String> most) {
    assertThat(table.keySet()).containsAll(least.keySet()).isSubsetOf(most.keySet());
    table.forEach(
        (key, value) ->
            assertThat(countOf(value))
                .as("count of %s", key)
                .isBetween(
                    countOf(least.getOrDefault(key, "0")), countOf(most.getOrDefault(key, "0"))));
  }

  /** Returns the sum of all counts. */
  static long total(SortedMap<String, String> table) {
    return table.values().stream().mapToLong(RowAssertions::countOf).sum();
  }

  /** Returns a row's count. */
  static long countOf(String value) {
    return Long.parseLong(value.split(";", -1)[0]);
  }

  /** Returns a row's state. */
  static WindowState stateOf(String value) {
    String[] fields = value.split(";", -1);
    return WindowState.valueOf(fields[fields.length - 2]);
  }
}
