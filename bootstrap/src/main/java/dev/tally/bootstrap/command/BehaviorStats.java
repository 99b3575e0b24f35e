package dev.tally.bootstrap.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tally.bootstrap.console.CrossTable;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.console.UpsertTable;
import dev.tally.domain.behavior.BehaviorKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The output topic of behavior counting, as somebody reads it who knows nothing but its documented
 * format.
 */
final class BehaviorStats {

  private static final int SHOWN = 5;

  private final UpsertTable upserts = new UpsertTable();

  /** Takes one upsert of the topic. */
  void take(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null) {
      throw new IllegalStateException("a record without a key in the output topic");
    }
    upserts.put(key, value);
  }

  /** Returns the table of categories and behaviors; no line before there is a count. */
  List<String> lines() {
    if (upserts.size() == 0) {
      return List.of();
    }
    CrossTable table = new CrossTable("category");
    counts().forEach((key, count) -> table.put(key.category(), key.behavior(), count));
    return table.lines();
  }

  /** Returns the sum of all counts. */
  long total() {
    return counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns a line for each count, of the first few, that is not as expected. */
  List<String> differencesFrom(Map<BehaviorKey, Long> expected) {
    Map<BehaviorKey, Long> counted = counts();
    Set<BehaviorKey> keys = new HashSet<>(expected.keySet());
    keys.addAll(counted.keySet());
    List<String> differences = new ArrayList<>();
    keys.stream()
        .sorted(Comparator.comparing(BehaviorKey::category).thenComparing(BehaviorKey::behavior))
        .filter(key -> !counted.getOrDefault(key, 0L).equals(expected.getOrDefault(key, 0L)))
        .forEach(
            key ->
                differences.add(
                    "  %s, %s: sent %s, counted %s"
                        .formatted(
                            key.category(),
                            key.behavior(),
                            Numbers.grouped(expected.getOrDefault(key, 0L)),
                            Numbers.grouped(counted.getOrDefault(key, 0L)))));
    return differences.size() > SHOWN ? List.copyOf(differences.subList(0, SHOWN)) : differences;
  }

  private Map<BehaviorKey, Long> counts() {
    Map<BehaviorKey, Long> counts = new HashMap<>();
    for (JsonNode value : upserts.values()) {
      counts.put(
          new BehaviorKey(value.path("category").asText(), value.path("behavior").asText()),
          value.path("behavior_count").asLong());
    }
    return counts;
  }
}
