package dev.tally.adapters.flink;

import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.Topics;
import java.util.Map;
import java.util.OptionalLong;

/** Where the input ends: decided for a bounded run, asked for again and again for any other. */
final class JobEnds {

  private final TopicInput<?> input;
  private final Topics topics;
  private volatile Map<Integer, Long> ends;

  JobEnds(TopicInput<?> input, Topics topics) {
    this.input = input;
    this.topics = topics;
    this.ends = input.ends().orElse(Map.of());
  }

  /**
   * Asks the broker, for a run without end.
   *
   * @throws dev.tally.application.port.TallyException where it does not answer
   */
  void refresh() {
    if (!input.isBounded()) {
      ends = topics.endOffsets(input.cluster(), input.topic());
    }
  }

  /** Returns the ends of a bounded run; of any other none is final. */
  Map<Integer, Long> last() {
    return input.isBounded() ? ends : Map.of();
  }

  /** Returns how many offsets lie between the positions and the ends, where these are known. */
  OptionalLong lagBehind(Map<Integer, Long> positions) {
    Map<Integer, Long> known = ends;
    if (known.isEmpty()) {
      return OptionalLong.empty();
    }
    long lag = 0;
    for (Map.Entry<Integer, Long> end : known.entrySet()) {
      lag += Math.max(0, end.getValue() - positions.getOrDefault(end.getKey(), 0L));
    }
    return OptionalLong.of(lag);
  }
}
