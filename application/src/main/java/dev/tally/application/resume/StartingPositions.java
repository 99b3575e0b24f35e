package dev.tally.application.resume;

import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.Topics;
import java.util.Map;
import java.util.TreeMap;

/** At which offsets a run begins to read its input. */
public record StartingPositions(Topics topics, TopicInput<?> input) {

  /** Returns those of a run that begins anew: the end of each partition, or its first record. */
  public Map<Integer, Long> anew() {
    return input.start() == StartPosition.LATEST
        ? topics.endOffsets(input.cluster(), input.topic())
        : beginnings();
  }

  /**
   * Returns kept positions, and the first record of each partition that came since. Where the run
   * is bounded, such a partition has no end, and waits for the next run.
   */
  public Map<Integer, Long> after(Map<Integer, Long> kept) {
    Map<Integer, Long> positions = new TreeMap<>(beginnings());
    positions.putAll(kept);
    input.ends().ifPresent(ends -> positions.keySet().retainAll(ends.keySet()));
    return positions;
  }

  private Map<Integer, Long> beginnings() {
    return topics.beginningOffsets(input.cluster(), input.topic());
  }
}
