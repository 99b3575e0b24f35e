package dev.tally.application.memory;

import dev.tally.application.port.out.JobLedger.Entry;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of one job. Guarded by the monitor of {@link InMemoryTopics}. */
final class JobMemory {

  final Map<Integer, Long> positions = new TreeMap<>();
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
    positions.clear();
    state.clear();
  }
}
