package dev.tally.adapters.flink;

import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the input ends: decided for a bounded run, asked for again and again for any other. */
final class JobEnds {

  private static final Logger LOG = LoggerFactory.getLogger(JobEnds.class);

  private final TopicInput<?> input;
  private final InputOffsets offsets;
  private volatile Map<Integer, Long> ends;

  JobEnds(TopicInput<?> input, InputOffsets offsets) {
    this.input = input;
    this.offsets = offsets;
    this.ends = input.ends().orElse(Map.of());
  }

  /** Asks the broker, for a run without end. */
  void refresh() {
    if (input.isBounded()) {
      return;
    }
    try {
      ends = offsets.end();
    } catch (TallyException unreachable) {
      LOG.debug("The lag is not known for now", unreachable);
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
