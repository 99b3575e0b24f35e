package dev.tally.application.memory;

import dev.tally.application.port.out.JobLedger.Entry;
import dev.tally.application.port.out.RowVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One topic: for each partition its records in order. Guarded by the monitor of its owner. */
final class InMemoryTopic {

  private static final byte[] NO_KEY = new byte[0];

  final boolean compacted;
  private final List<List<Entry>> partitions;
  private final List<Optional<RowVersion>> versions = new ArrayList<>();

  InMemoryTopic(int partitions, boolean compacted) {
    this.compacted = compacted;
    this.partitions =
        Stream.generate(() -> (List<Entry>) new ArrayList<Entry>()).limit(partitions).toList();
  }

  int partitions() {
    return partitions.size();
  }

  long endOffset(int partition) {
    return partitions.get(partition).size();
  }

  byte @Nullable [] valueAt(int partition, long offset) {
    return partitions.get(partition).get(Math.toIntExact(offset)).value();
  }

  void append(int partition, byte @Nullable [] value) {
    partitions.get(partition).add(new Entry(NO_KEY, value));
  }

  /** Appends rows, all to the first partition. */
  void appendRows(List<Entry> rows, @Nullable RowVersion version) {
    partitions.get(0).addAll(rows);
    rows.forEach(row -> versions.add(Optional.ofNullable(version)));
  }

  /** Returns the version of each row of the first partition. */
  List<Optional<RowVersion>> versions() {
    return List.copyOf(versions);
  }

  /** Returns the records of all partitions. */
  List<Entry> records() {
    return partitions.stream().flatMap(List::stream).toList();
  }
}
