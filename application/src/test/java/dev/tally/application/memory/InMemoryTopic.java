package dev.tally.application.memory;

import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.port.out.JobLedger.Entry;
import dev.tally.application.port.out.RowVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One topic: for each partition its records in order. Guarded by the monitor of its owner. */
final class InMemoryTopic {

  final boolean compacted;
  private final List<List<KeptRecord>> partitions;
  private final List<RowVersion> versions = new ArrayList<>();
  private final List<Row> uncommitted = new ArrayList<>();
  private long beginning;

  InMemoryTopic(int partitions, boolean compacted) {
    this.compacted = compacted;
    this.partitions =
        Stream.generate(() -> (List<KeptRecord>) new ArrayList<KeptRecord>())
            .limit(partitions)
            .collect(Collectors.toCollection(ArrayList::new));
  }

  void addPartition() {
    partitions.add(new ArrayList<>());
  }

  /** Makes the records before an offset as good as gone. */
  void deleteBefore(long offset) {
    beginning = offset;
  }

  long beginningOffset() {
    return beginning;
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

  /** Takes rows of a transaction, all for the first partition. */
  void write(List<Entry> rows, RowVersion version) {
    for (Entry row : rows) {
      uncommitted.add(new Row(new KeptRecord(row.key(), row.value(), List.of(), 0), version));
    }
  }

  /** Appends the rows of the transaction. */
  void commit() {
    for (Row row : uncommitted) {
      append(0, row.record());
      versions.add(row.version());
    }
    abort();
  }

  /** Drops the rows of the transaction. */
  void abort() {
    uncommitted.clear();
  }

  /** Returns the rows of the transaction. */
  List<KeptRecord> uncommitted() {
    return uncommitted.stream().map(Row::record).toList();
  }

  /** Returns the version of each row of the first partition. */
  List<RowVersion> versions() {
    return List.copyOf(versions);
  }

  /** Returns the records of all partitions. */
  List<KeptRecord> records() {
    return partitions.stream().flatMap(List::stream).toList();
  }

  private record Row(KeptRecord record, RowVersion version) {}
}
