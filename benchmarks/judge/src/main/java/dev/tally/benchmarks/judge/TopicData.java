package dev.tally.benchmarks.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The events that jobs read: made by the product's generator with a fixed seed, two partitions,
 * kept from one run of the benchmarks to the next.
 */
final class TopicData {

  /** Decides every choice of the generators. */
  static final long SEED = 42;

  /** Of the first behavior, and the earliest time of a message. */
  static final String START = "2025-04-21T14:08:00Z";

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Arena arena;
  private final Commands commands;

  TopicData(Arena arena, Commands commands) {
    this.arena = arena;
    this.commands = commands;
  }

  /** Returns a topic with so many events for the job, loaded now if it is not there. */
  String topic(Job job, long records) throws InterruptedException {
    String kind = job == Job.MINUTE_WINDOWS ? "messages" : "behaviors";
    String topic = kind + "-" + records;
    if (arena.topics().exists(topic) && arena.topics().records(topic) == records) {
      return topic;
    }
    arena.topics().remove(List.of(topic)); // a load that was cut off
    arena.topics().create(topic);
    Attempt attempt = arena.attempt("", records);
    Outcome outcome = arena.run(load(kind, topic, records), attempt, PATIENCE);
    if (outcome.exitCode() != 0 || arena.topics().records(topic) != records) {
      throw new IllegalStateException("Could not load " + topic + ":\n" + outcome.lastWords());
    }
    arena.tidy(attempt);
    return topic;
  }

  private List<String> load(String kind, String topic, long records) {
    return commands.tallyOnTopics("in-process", generate(kind, topic, records));
  }

  /** Returns the arguments that generate events. */
  static List<String> generate(String kind, String topic, long records) {
    return new ArrayList<>(
        List.of(
            "generate",
            kind,
            "--quiet",
            "--rate=max",
            "--seed=" + SEED,
            "--start=" + START,
            "--count=" + records,
            "--topic=" + topic));
  }
}
