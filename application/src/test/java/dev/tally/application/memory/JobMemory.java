package dev.tally.application.memory;

import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.JobLedger.Entry;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of one job. Guarded by the monitor of {@link InMemoryTopics}. */
final class JobMemory {

  @Nullable JobCommit commit;
  @Nullable JobCommit note;
  boolean isCompleted;
  final Map<ByteBuffer, Entry> state = new LinkedHashMap<>();
  int openedTimes;

  void apply(Entry entry) {
    ByteBuffer key = ByteBuffer.wrap(entry.key());
    if (entry.value() == null) {
      state.remove(key);
    } else {
      state.put(key, entry);
    }
  }

  void clear() {
    forgetState();
    note = null;
  }

  /** Loses what only the job itself knows. */
  void forgetState() {
    commit = null;
    isCompleted = false;
    state.clear();
  }
}
