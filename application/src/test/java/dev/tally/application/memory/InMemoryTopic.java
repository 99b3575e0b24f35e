package dev.tally.application.memory;

import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.port.out.JobLedger.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One topic: for each partition its records in order. Guarded by the monitor of its owner. */
final class InMemoryTopic {

  final boolean compacted;
  private final List<List<KeptRecord>> partitions;

  InMemoryTopic(int partitions, boolean compacted) {
    this.compacted = compacted;
    this.partitions =
        Stream.generate(() -> (List<KeptRecord>) new ArrayList<KeptRecord>())
            .limit(partitions)
            .toList();
  }

  int partitions() {
    return partitions.size();
  }

  long endOffset(int partition) {
    return partitions.get(partition).size();
  }

  KeptRecord recordAt(int partition, long offset) {
    return partitions.get(partition).get(Math.toIntExact(offset));
  }

  void append(int partition, byte @Nullable [] value) {
    append(partition, new KeptRecord(null, value, List.of(), 0));
  }

  void append(int partition, KeptRecord record) {
    partitions.get(partition).add(record);
  }

  /** Appends rows, all to the first partition. */
  void appendRows(List<Entry> rows) {
    rows.forEach(row -> append(0, new KeptRecord(row.key(), row.value(), List.of(), 0)));
  }

  /** Returns the records of all partitions. */
  List<KeptRecord> records() {
    return partitions.stream().flatMap(List::stream).toList();
  }
}
