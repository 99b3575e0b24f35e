package dev.tally.application.resume;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a user is told when a run begins. */
public final class RunNotes {

  private static final int SHOWN = 8;

  private RunNotes() {}

  /** Returns the line of a run that goes on from kept state. */
  public static String resumed(String topic, Map<Integer, Long> positions) {
    return "resumed from " + positionsOf(topic, positions);
  }

  /** Returns the line of a run that goes on from the output's rows. */
  public static String restored(
      String output, int rows, String topic, Map<Integer, Long> positions) {
    return "restored %d rows from topic %s, resumed from %s"
        .formatted(rows, output, positionsOf(topic, positions));
  }

  private static String positionsOf(String topic, Map<Integer, Long> positions) {
    String shown =
        new TreeMap<>(positions)
            .entrySet().stream()
                .limit(SHOWN)
                .map(position -> position.getKey() + "@" + position.getValue())
                .collect(Collectors.joining(" "));
    int others = positions.size() - SHOWN;
    return "%s %s%s".formatted(topic, shown, others > 0 ? " and %d more".formatted(others) : "");
  }
}
