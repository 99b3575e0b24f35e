package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import dev.tally.domain.message.MessageSequence;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What is true of the events in topics. Neither an engine nor a decoder takes part: the choices of
 * the generators are drawn again and counted one by one.
 */
final class Truths {

  private static final long MINUTE = 60_000;
  private static final int SPREAD_SECONDS = 300;

  private final Map<Long, Map<String, Long>> behaviors = new HashMap<>();
  private final Map<Long, Map<String, Long>> messages = new HashMap<>();

  /**
   * Returns what is wrong with the counts in the attempt's output topic; nothing if they are true.
   */
  String faultOfCounts(BenchTopics topics, Attempt attempt) {
    return difference(
        behaviors.computeIfAbsent(attempt.records(), Truths::countBehaviors),
        rows(
            topics.table(attempt.output()),
            row -> row.path("category").asText() + "/" + row.path("behavior").asText(),
            "behavior_count"));
  }

  /**
   * Returns what is wrong with the windows in the attempt's output topic; nothing if they are true.
   */
  String faultOfWindows(BenchTopics topics, Attempt attempt) {
    return difference(
        messages.computeIfAbsent(attempt.records(), Truths::countMessages),
        rows(
            topics.table(attempt.output()),
            row ->
                LocalDateTime.parse(row.path("window_start").asText().replace(' ', 'T')).toString(),
            "count"));
  }

  private static Map<String, Long> rows(
      Map<JsonNode, JsonNode> table, Function<JsonNode, String> name, String count) {
    Map<String, Long> rows = new TreeMap<>();
    table.values().forEach(row -> rows.put(name.apply(row), row.path(count).asLong(-1)));
    return rows;
  }

  private static Map<String, Long> countBehaviors(long records) {
    BehaviorSequence sequence =
        new BehaviorSequence(TopicData.SEED, Instant.parse(TopicData.START).toEpochMilli(), 0);
    Map<String, Long> counts = new TreeMap<>();
    for (long record = 0; record < records; record++) {
      UserBehavior event = sequence.next();
      counts.merge(event.category() + "/" + event.behavior(), 1L, Long::sum);
    }
    return counts;
  }

  private static Map<String, Long> countMessages(long records) {
    long start = Instant.parse(TopicData.START).toEpochMilli();
    MessageSequence sequence = new MessageSequence(TopicData.SEED, start, SPREAD_SECONDS, 0, 0);
    Map<Long, Long> minutes = new HashMap<>();
    for (long record = 0; record < records; record++) {
      minutes.merge(sequence.next().timestamp() / MINUTE, 1L, Long::sum);
    }
    Map<String, Long> counts = new TreeMap<>();
    minutes.forEach(
        (minute, count) ->
            counts.put(
                LocalDateTime.ofEpochSecond(minute * MINUTE / 1_000, 0, ZoneOffset.UTC).toString(),
                count));
    return counts;
  }

  private static String difference(Map<String, Long> truth, Map<String, Long> found) {
    if (truth.equals(found)) {
      return "";
    }
    Map<String, String> wrong = new TreeMap<>();
    truth.forEach(
        (name, count) -> {
          if (!count.equals(found.get(name))) {
            wrong.put(name, found.get(name) + " instead of " + count);
          }
        });
    found.forEach(
        (name, count) -> {
          if (!truth.containsKey(name)) {
            wrong.put(name, count + " instead of nothing");
          }
        });
    return "wrong rows: " + wrong;
  }
}
