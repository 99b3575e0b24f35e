package dev.tally.adapters.flink;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.TopicInput;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a task needs of an input to read it, in a form that travels to where the task runs.
 *
 * @param <E> the events
 */
final class ShippedInput<E> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> clientProperties;
  private final String topic;
  private final @Nullable TreeMap<Integer, Long> ends;
  private final DecoderFactory<E> decoder;

  ShippedInput(TopicInput<E> input) {
    this.clientProperties = new HashMap<>(input.cluster().clientProperties());
    this.topic = input.topic();
    this.ends = input.ends().map(TreeMap::new).orElse(null);
    this.decoder = input.decoder();
  }

  /** Returns the input; where to begin is for the splits to say. */
  TopicInput<E> unpack() {
    return new TopicInput<>(
        new Cluster(clientProperties),
        topic,
        StartPosition.EARLIEST,
        Optional.ofNullable(ends),
        decoder);
  }
}
