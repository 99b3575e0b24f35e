package dev.tally.adapters.flink;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run begins.
 *
 * @param kept what it goes on from; null where it begins anew, or from the rows of the output topic
 * @param notes what the user is to be told of it
 */
record RunPlan(RunStart start, @Nullable KeptState kept, List<String> notes) {

  /** Returns the snapshot that Flink is to restore, or null. */
  @Nullable Path snapshot() {
    return kept == null ? null : kept.snapshot().orElse(null);
  }

  /** Returns the state of all workers together before they have read anything. */
  WorkerState initialState() {
    return kept == null || kept.snapshot().isEmpty()
        ? start.beginning()
        : start.restored(List.of(kept.state()));
  }
}
