package dev.tally.application.port.out;

import java.util.Map;

/** Looks at one topic again and again. Used by one thread. */
public interface TopicWatch extends AutoCloseable {

  /**
   * Returns what the topic is like now. Waits for a broker that is slow.
   *
   * @throws dev.tally.application.port.TallyException where the broker does not answer, or the
   *     topic is not there
   */
  View look();

  @Override
  void close();

  /**
   * A topic at one moment.
   *
   * @param id see {@link Topics#idOf}
   * @param ends the offset after the last record of each partition
   */
  record View(String id, Map<Integer, Long> ends) {}
}
