package dev.tally.bootstrap.command;

import dev.tally.bootstrap.console.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Compares what was sent with what was counted. */
final class Differences {

  private static final int SHOWN = 5;

  private Differences() {}

  /**
   * Returns a line for each of the first few keys whose counts differ, in the lines' order.
   *
   * @param name what a key is called
   */
  static <K> List<String> between(
      Map<K, Long> sent, Map<K, Long> counted, Function<K, String> name) {
    Set<K> keys = new HashSet<>(sent.keySet());
    keys.addAll(counted.keySet());
    return keys.stream()
        .filter(key -> !counted.getOrDefault(key, 0L).equals(sent.getOrDefault(key, 0L)))
        .map(
            key ->
                "  %s: sent %s, counted %s"
                    .formatted(
                        name.apply(key),
                        Numbers.grouped(sent.getOrDefault(key, 0L)),
                        Numbers.grouped(counted.getOrDefault(key, 0L))))
        .sorted()
        .limit(SHOWN)
        .toList();
  }
}
