package dev.tally.application.port.out;

import dev.tally.application.port.Cluster;
import dev.tally.application.port.DeadLetter;
import java.util.List;
import java.util.Map;

/** Opens replays of dead letters. */
@FunctionalInterface
public interface Replays {

  /** Goes on where the last replay of the topic ended, and fences every other open one. */
  Replay open(Cluster cluster, String deadLetterTopic);

  /** Sends dead letters back, each once. Used by one thread. */
  interface Replay extends AutoCloseable {

    /** Returns the next offset of each partition of dead letters that replays have come to. */
    Map<Integer, Long> positions();

    /**
     * Sends records back to their topics and partitions, as they were, and notes how far that is,
     * all in one.
     *
     * @throws dev.tally.application.port.TallyException where another replay has taken over
     */
    void commit(List<DeadLetter> letters, Map<Integer, Long> positions);

    @Override
    void close();
  }
}
