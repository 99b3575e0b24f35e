package dev.tally.bootstrap.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tally.bootstrap.console.CrossTable;
import dev.tally.bootstrap.console.UpsertTable;
import dev.tally.domain.behavior.BehaviorKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The output topic of behavior counting. */
final class BehaviorStats implements OutputRows {

  private final UpsertTable upserts = new UpsertTable();

  @Override
  public void take(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null) {
      throw new IllegalStateException("a record without a key in the output topic");
    }
    upserts.put(key, value);
  }

  @Override
  public List<String> lines() {
    if (upserts.size() == 0) {
      return List.of();
    }
    CrossTable table = new CrossTable("category");
    counts().forEach((key, count) -> table.put(key.category(), key.behavior(), count));
    return table.lines();
  }

  @Override
  public long total() {
    return counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the counts. */
  Map<BehaviorKey, Long> counts() {
    Map<BehaviorKey, Long> counts = new HashMap<>();
    for (JsonNode value : upserts.values()) {
      counts.put(
          new BehaviorKey(value.path("category").asText(), value.path("behavior").asText()),
          value.path("behavior_count").asLong());
    }
    return counts;
  }
}
