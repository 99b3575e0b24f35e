package dev.tally.benchmarks.judge;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which events are to be sent, one after the other, and which row each of them changes. All of a
 * row go to one partition, so the n-th event of a row is the one that makes its count n.
 */
final class Schedule {

  private static final int[] NONE = {};

  private final List<byte[]> values = new ArrayList<>();
  private final List<Integer> partitions = new ArrayList<>();
  private final Map<String, int[]> eventsOfRow = new HashMap<>();

  /** Makes up so many events. */
  Schedule(int events) {
    Function<UserBehavior, byte[]> encoder = KafkaAdapter.behaviorFormats().eventEncoder();
    Map<String, IntStream.Builder> rows = new HashMap<>();
    BehaviorSequence sequence =
        new BehaviorSequence(TopicData.SEED, Instant.parse(TopicData.START).toEpochMilli(), 0);
    for (int event = 0; event < events; event++) {
      UserBehavior made = sequence.next();
      String row = name(made.category(), made.behavior());
      values.add(encoder.apply(made));
      partitions.add(Math.floorMod(row.hashCode(), BenchTopics.PARTITIONS));
      rows.computeIfAbsent(row, name -> IntStream.builder()).add(event);
    }
    rows.forEach((row, made) -> eventsOfRow.put(row, made.build().toArray()));
  }

  int size() {
    return values.size();
  }

  byte[] value(int event) {
    return values.get(event);
  }

  int partition(int event) {
    return partitions.get(event);
  }

  /** Returns the events of the row that a result is about, in the order in which they are sent. */
  int[] eventsOf(String row) {
    return eventsOfRow.getOrDefault(row, NONE);
  }

  /** Returns what the row of these is called here. */
  static String name(String category, String behavior) {
    return category + "/" + behavior;
  }
}
