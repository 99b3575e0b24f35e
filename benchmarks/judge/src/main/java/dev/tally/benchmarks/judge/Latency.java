package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.IsolationLevel;

/** How long it takes from an event to the updated count that a consumer reads. */
final class Latency {

  private static final String ECHO = "two-hop echo";
  private static final String EXACT_ECHO = "two-hop echo, exactly once";
  private static final String IN_PROCESS =
      TopicContestants.tally(TopicContestants.IN_PROCESS) + ", at least once";
  private static final String EXACT_IN_PROCESS =
      TopicContestants.tally(TopicContestants.IN_PROCESS) + ", exactly once";
  private static final String FLINK = TopicContestants.tally(TopicContestants.FLINK);
  private static final String SPARK = TopicContestants.tally(TopicContestants.SPARK);
  private static final int SECONDS_BEHIND = 1;
  private static final double MILLISECOND = 1e6;
  private static final double MIDDLE = 50;
  private static final double MOST = 99;
  private static final double NEARLY_ALL = 99.9;

  private static final List<String> HEAD =
      List.of(
          "| contestant | p50, ms | p99, ms | p99.9, ms | rounds | settings |",
          "| --- | --: | --: | --: | --: | --- |");

  private final Arena arena;
  private final Commands commands;
  private final BenchOptions options;
  private final LatencyOptions load;

  Latency(Arena arena, Commands commands, BenchOptions options, LatencyOptions load) {
    this.arena = arena;
    this.commands = commands;
    this.options = options;
    this.load = load;
  }

  /** Measures all. */
  Finding measure() throws InterruptedException {
    int warmUp = load.rate * load.warmUpSeconds;
    Schedule schedule = new Schedule(warmUp + load.rate * (load.seconds + SECONDS_BEHIND));
    List<LatencyContestant> contestants =
        contestants().stream().filter(one -> options.isWanted(one.name(), one.engine())).toList();
    Map<LatencyContestant, List<Histogram>> found = new LinkedHashMap<>();
    contestants.forEach(contestant -> found.put(contestant, new ArrayList<>()));
    Map<String, String> faults = new LinkedHashMap<>();
    for (int round = 0; round < options.rounds; round++) {
      List<LatencyContestant> order = new ArrayList<>(contestants);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (LatencyContestant contestant : order) {
        if (!faults.containsKey(contestant.name())) {
          try {
            Histogram histogram = run(contestant, schedule, warmUp);
            found.getOrDefault(contestant, new ArrayList<>()).add(histogram);
            System.out.printf(
                "round %d  %-33s  p50 %.2f ms  p99 %.2f ms%n",
                round + 1,
                contestant.name(),
                histogram.getValueAtPercentile(MIDDLE) / MILLISECOND,
                histogram.getValueAtPercentile(MOST) / MILLISECOND);
          } catch (IllegalStateException e) {
            faults.put(contestant.name(), String.valueOf(e.getMessage()));
            System.out.printf("%-33s  WRONG: %s%n", contestant.name(), e.getMessage());
          }
        }
      }
    }
    return finding(found, faults);
  }

  private Histogram run(LatencyContestant contestant, Schedule schedule, int warmUp)
      throws InterruptedException {
    Attempt empty = arena.attempt("", schedule.size());
    Attempt attempt =
        new Attempt(empty.output() + "-in", empty.records(), empty.output(), empty.folder());
    arena.topics().create(attempt.input());
    arena.topics().create(attempt.output());
    try (ObservedProcess process = arena.start(contestant.command().words(attempt), attempt)) {
      Histogram histogram =
          new LatencyProbe(arena, schedule, load.rate, warmUp, load.rate * load.seconds)
              .measure(contestant, attempt, process);
      process.stop();
      arena.tidy(attempt);
      return histogram;
    }
  }

  private List<LatencyContestant> contestants() {
    return List.of(
        echo(ECHO, "one consumer, one producer, linger 0", IsolationLevel.READ_UNCOMMITTED),
        echo(
            EXACT_ECHO,
            "the same, a transaction with its offsets for each poll, retry back-off 2 ms",
            IsolationLevel.READ_COMMITTED),
        product(
            IN_PROCESS,
            TopicContestants.IN_PROCESS,
            IsolationLevel.READ_UNCOMMITTED,
            "--emit-every=1ms",
            "--commit-every=1s"),
        product(
            EXACT_IN_PROCESS,
            TopicContestants.IN_PROCESS,
            IsolationLevel.READ_COMMITTED,
            "--emit-every=1ms",
            "--commit-every=10ms"),
        product(FLINK, TopicContestants.FLINK, IsolationLevel.READ_COMMITTED, "--emit-every=5ms"),
        product(SPARK, TopicContestants.SPARK, IsolationLevel.READ_COMMITTED, "--emit-every=20ms"));
  }

  private LatencyContestant echo(String name, String settings, IsolationLevel reader) {
    return new LatencyContestant(
        name,
        TopicContestants.IN_PROCESS,
        settings + readBy(reader),
        reader,
        true,
        attempt -> commands.peer("kafka", "Echo", attempt, "results=" + reader.name()));
  }

  private LatencyContestant product(
      String name, String engine, IsolationLevel reader, String... rhythm) {
    return new LatencyContestant(
        name,
        engine,
        "parallelism 2, " + String.join(" ", rhythm) + readBy(reader),
        reader,
        false,
        attempt ->
            commands.tallyOnTopics(
                engine,
                Stream.concat(
                        Stream.of(
                            "run",
                            Job.BEHAVIOR_COUNTS.toString(),
                            "--engine=" + engine,
                            "--input=" + attempt.input(),
                            "--output=" + attempt.output(),
                            "--from=earliest",
                            "--parallelism=2",
                            "--state-dir=" + attempt.folder().resolve("state")),
                        Stream.of(rhythm))
                    .toList()));
  }

  private static String readBy(IsolationLevel reader) {
    return "; read by a " + reader.name().toLowerCase(Locale.ROOT) + " consumer";
  }

  private Finding finding(
      Map<LatencyContestant, List<Histogram>> found, Map<String, String> faults) {
    ObjectNode figures = JsonMapper.builder().build().createObjectNode();
    figures.put("eventsPerSecond", load.rate);
    figures.put("secondsMeasured", load.seconds);
    List<String> text = new ArrayList<>();
    text.add(
        "Open loop, %,d events/s, %d s measured after %d s of warming up."
            .formatted(load.rate, load.seconds, load.warmUpSeconds));
    text.add("");
    text.addAll(HEAD);
    List<Chart.Bar> bars = new ArrayList<>();
    Map<String, Summary> p99 = new LinkedHashMap<>();
    for (Map.Entry<LatencyContestant, List<Histogram>> entry : found.entrySet()) {
      String name = entry.getKey().name();
      List<Histogram> rounds = faults.containsKey(name) ? List.of() : entry.getValue();
      ObjectNode json = figures.putObject(name);
      json.put("settings", entry.getKey().settings());
      Function<Double, Summary> percentile = percent -> percentile(rounds, percent);
      ThroughputFinding.write(json.putObject("p50"), percentile.apply(MIDDLE));
      ThroughputFinding.write(json.putObject("p99"), percentile.apply(MOST));
      ThroughputFinding.write(json.putObject("p99.9"), percentile.apply(NEARLY_ALL));
      p99.put(name, percentile.apply(MOST));
      bars.add(new Chart.Bar(name, percentile.apply(MOST)));
      text.add(
          "| %s | %s | %s | %s | %d | %s |"
              .formatted(
                  name,
                  faults.containsKey(name)
                      ? "no number: " + faults.get(name)
                      : Text.decimals(percentile.apply(MIDDLE)),
                  Text.decimals(percentile.apply(MOST)),
                  Text.decimals(percentile.apply(NEARLY_ALL)),
                  rounds.size(),
                  entry.getKey().settings()));
    }
    return new Finding(
        "latency",
        "Latency: behavior-counts, event to updated count readable",
        figures,
        text,
        new Chart("Latency: 99th percentile", "ms", bars),
        bar(p99),
        faults.isEmpty());
  }

  private static Summary percentile(List<Histogram> rounds, double percent) {
    return Summary.of(
        rounds.stream()
            .mapToDouble(histogram -> histogram.getValueAtPercentile(percent) / MILLISECOND)
            .toArray());
  }

  private static List<BarRow> bar(Map<String, Summary> p99) {
    Function<String, Summary> of = name -> p99.getOrDefault(name, Summary.of());
    return List.of(
        BarRow.slower(
            "latency p99 in-process, at least once",
            ECHO,
            of.apply(IN_PROCESS),
            of.apply(ECHO),
            1.5,
            1.2),
        BarRow.slower(
            "latency p99 in-process, exactly once",
            EXACT_ECHO,
            of.apply(EXACT_IN_PROCESS),
            of.apply(EXACT_ECHO),
            1.5,
            1.2),
        BarRow.limit("latency p99 on flink", "a limit", of.apply(FLINK), 25, 15, "ms"),
        BarRow.limit("latency p99 on spark", "a limit", of.apply(SPARK), 300, 150, "ms"));
  }
}
