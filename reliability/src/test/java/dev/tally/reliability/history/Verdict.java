package dev.tally.reliability.history;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the checker has to say of a history. As a text it shows the first anomalies.
 *
 * @param accounting the line with which the job has to end, as the checker counts
 * @param scope what was looked at
 */
public record Verdict(List<Anomaly> anomalies, String accounting, String scope) {

  private static final int SHOWN = 20;

  /** Takes an unmodifiable copy. */
  public Verdict {
    anomalies = List.copyOf(anomalies);
  }

  /** Tells whether nothing is wrong. */
  public boolean isSound() {
    return anomalies.isEmpty();
  }

  /** Returns the kinds of what is wrong. */
  public List<Anomaly.Kind> kinds() {
    return anomalies.stream().map(Anomaly::kind).distinct().toList();
  }

  @Override
  public String toString() {
    return anomalies.stream()
        .limit(SHOWN)
        .map(Anomaly::toString)
        .collect(
            Collectors.joining(
                "\n", "%d anomalies in %s\n".formatted(anomalies.size(), scope), ""));
  }
}
