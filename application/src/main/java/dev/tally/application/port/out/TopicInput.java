package dev.tally.application.port.out;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.StartPosition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Kafka topic as input.
 *
 * @param <E> the events
 * @param start where to begin
 * @param ends for a bounded run, the offset after the last record to read, for each partition;
 *     empty for a run without end. Decided once, before the engine starts
 * @param decoder makes the decoders of record values
 * @param rejects what becomes of records that are no events
 */
public record TopicInput<E>(
    Cluster cluster,
    String topic,
    StartPosition start,
    Optional<Map<Integer, Long>> ends,
    DecoderFactory<E> decoder,
    RejectPolicy rejects)
    implements Input<E> {

  private static final Duration WATCH_EVERY = Duration.ofSeconds(2);

  public TopicInput {
    ends = ends.map(TreeMap::new);
  }

  /** An input whose rejected records are only counted. */
  public TopicInput(
      Cluster cluster,
      String topic,
      StartPosition start,
      Optional<Map<Integer, Long>> ends,
      DecoderFactory<E> decoder) {
    this(cluster, topic, start, ends, decoder, RejectPolicy.SKIP_ALL);
  }

  /** Returns how often the topic is to be looked at while it is read, for what changes about it. */
  public Duration watchEvery() {
    return WATCH_EVERY;
  }

  /** Tells whether the run ends by itself. */
  public boolean isBounded() {
    return ends.isPresent();
  }

  /** Tells whether a position in a partition is at the end of a bounded run. */
  public boolean isAtEnd(int partition, long position) {
    return ends.isPresent() && position >= ends.get().getOrDefault(partition, 0L);
  }
}
