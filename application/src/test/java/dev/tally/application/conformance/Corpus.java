package dev.tally.application.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies in an input topic: for each partition its records in order, as lines of text; null for
 * a tombstone.
 */
final class Corpus {

  private final List<List<@Nullable String>> partitions;

  private Corpus(List<List<@Nullable String>> partitions) {
    this.partitions = partitions;
  }

  /** Returns a topic without records. */
  static Corpus empty(int partitions) {
    return new Corpus(
        Stream.generate(() -> (List<@Nullable String>) new ArrayList<@Nullable String>())
            .limit(partitions)
            .toList());
  }

  /** Adds one record to a partition. */
  Corpus add(int partition, @Nullable String line) {
    partitions.get(partition).add(line);
    return this;
  }

  /** Adds a reading to a partition. */
  Corpus add(int partition, String station, int channel, long value, long timestamp) {
    return add(partition, station + ";" + channel + ";" + value + ";" + timestamp);
  }

  /** Returns this topic with the records of another behind its own, in each partition. */
  Corpus then(Corpus more) {
    Corpus both = empty(size());
    for (int partition = 0; partition < size(); partition++) {
      both.partitions.get(partition).addAll(lines(partition));
      both.partitions.get(partition).addAll(more.lines(partition));
    }
    return both;
  }

  /** Returns the number of partitions. */
  int size() {
    return partitions.size();
  }

  /** Returns a partition's records. */
  List<@Nullable String> lines(int partition) {
    return partitions.get(partition);
  }

  /** Appends everything to a topic. */
  void appendTo(ConformanceTopics topics, String topic) {
    for (int partition = 0; partition < size(); partition++) {
      List<byte @Nullable []> values = new ArrayList<>();
      for (String line : lines(partition)) {
        values.add(line == null ? null : line.getBytes(StandardCharsets.UTF_8));
      }
      topics.append(topic, partition, values);
    }
  }
}
