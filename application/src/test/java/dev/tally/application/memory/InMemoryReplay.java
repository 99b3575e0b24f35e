package dev.tally.application.memory;

import dev.tally.application.conformance.KeptRecord;
import dev.tally.application.port.DeadLetter;
import dev.tally.application.port.out.Replays.Replay;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A replay between topics in memory.
 *
 * @param kept how far replays of the topic have come
 */
record InMemoryReplay(InMemoryTopics topics, Map<Integer, Long> kept) implements Replay {

  @Override
  public Map<Integer, Long> positions() {
    return new TreeMap<>(kept);
  }

  @Override
  public void commit(List<DeadLetter> letters, Map<Integer, Long> positions) {
    topics.commit(
        () -> {
          for (DeadLetter letter : letters) {
            topics.append(
                letter.rejection().topic(),
                letter.rejection().partition(),
                new KeptRecord(letter.key(), letter.value(), letter.headers(), 0));
          }
          kept.putAll(positions);
        });
  }

  @Override
  public void close() {}
}
