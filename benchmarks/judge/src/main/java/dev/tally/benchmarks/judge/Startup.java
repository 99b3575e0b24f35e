package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tally.benchmarks.judge.Contestant.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How long it takes from the start of the process until a consumer has read the first result, with
 * the broker running and a thousand events waiting.
 */
final class Startup {

  private static final long EVENTS = 1_000;
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSES_ON = ", values passed on";

  private static final List<String> HEAD =
      List.of(
          "| contestant | first result, s | exit, s | peak memory | rounds |",
          "| --- | --: | --: | --: | --: |");

  private final Arena arena;
  private final Commands commands;
  private final ClassData classData;
  private final BenchOptions options;

  Startup(Arena arena, Commands commands, ClassData classData, BenchOptions options) {
    this.arena = arena;
    this.commands = commands;
    this.classData = classData;
    this.options = options;
  }

  /** Measures all. */
  Finding measure() throws InterruptedException {
    String topic = new TopicData(arena, commands).topic(Job.BEHAVIOR_COUNTS, EVENTS);
    List<Contestant> contestants = options.chosen(contestants());
    Map<Contestant, List<Start>> starts = new LinkedHashMap<>();
    contestants.forEach(contestant -> starts.put(contestant, new ArrayList<>()));
    Map<Contestant, String> faults = new LinkedHashMap<>();
    for (Contestant contestant : contestants) {
      classData.learn(contestant, topic, EVENTS);
    }
    for (int round = 0; round < options.rounds; round++) {
      List<Contestant> order = new ArrayList<>(contestants);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Contestant contestant : order) {
        if (!faults.containsKey(contestant)) {
          Attempt attempt = arena.attempt(topic, EVENTS);
          Start start = run(contestant, attempt);
          String fault =
              start.outcome().exitCode() == 0
                  ? contestant.check().fault(attempt, start.outcome())
                  : start.outcome().lastWords();
          if (fault.isEmpty()) {
            arena.tidy(attempt);
            starts.getOrDefault(contestant, new ArrayList<>()).add(start);
            System.out.printf(
                "round %d  %-28s  %.2f s%n", round + 1, contestant.name(), start.seconds());
          } else {
            faults.put(contestant, fault);
            System.out.printf("%-28s  WRONG: %s%n", contestant.name(), fault);
          }
        }
      }
    }
    return finding(starts, faults);
  }

  private Start run(Contestant contestant, Attempt attempt) throws InterruptedException {
    arena.topics().create(attempt.output());
    List<String> words = contestant.command().words(attempt);
    try (KafkaConsumer<byte[], byte[]> consumer = arena.topics().consumer()) {
      List<TopicPartition> partitions = BenchTopics.partitions(attempt.output());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      partitions.forEach(consumer::position);
      try (ObservedProcess process = arena.start(words, attempt)) {
        double seconds = Double.NaN;
        while (process.isAlive() && Double.isNaN(seconds)) {
          process.look();
          if (!consumer.poll(POLL).isEmpty()) {
            seconds = (System.nanoTime() - process.startedAt()) / 1e9;
          }
        }
        return new Start(seconds, process.await(PATIENCE));
      }
    }
  }

  private List<Contestant> contestants() {
    List<Contestant> contestants =
        new ArrayList<>(
            new TopicContestants(Job.BEHAVIOR_COUNTS, arena.topics(), commands, new Truths())
                .all().stream().filter(one -> one.role() == Role.TALLY).toList());
    contestants.add(trivial(TopicContestants.FLINK));
    contestants.add(trivial(TopicContestants.SPARK));
    return contestants;
  }

  private Contestant trivial(String engine) {
    return new Contestant(
        engine + PASSES_ON,
        engine,
        Role.LIMIT,
        "",
        "",
        1,
        false,
        attempt -> commands.peer(engine, "PassOn", attempt, "form=tuned"),
        (attempt, outcome) -> {
          long passed = arena.topics().records(attempt.output());
          return passed == EVENTS ? "" : passed + " events passed on instead of " + EVENTS;
        });
  }

  private static Finding finding(
      Map<Contestant, List<Start>> starts, Map<Contestant, String> faults) {
    ObjectNode figures = JsonMapper.builder().build().createObjectNode();
    List<String> text = new ArrayList<>(HEAD);
    List<Chart.Bar> bars = new ArrayList<>();
    Map<String, Summary> firsts = new LinkedHashMap<>();
    for (Map.Entry<Contestant, List<Start>> entry : starts.entrySet()) {
      String name = entry.getKey().name();
      List<Start> rounds = faults.containsKey(entry.getKey()) ? List.of() : entry.getValue();
      Summary first = Summary.of(rounds.stream().mapToDouble(Start::seconds).toArray());
      Summary exit =
          Summary.of(rounds.stream().mapToDouble(start -> start.outcome().seconds()).toArray());
      Summary peak =
          Summary.of(
              rounds.stream()
                  .flatMapToDouble(start -> start.outcome().peakBytes().stream())
                  .toArray());
      ObjectNode json = figures.putObject(name);
      ThroughputFinding.write(json.putObject("firstResultSeconds"), first);
      ThroughputFinding.write(json.putObject("exitSeconds"), exit);
      ThroughputFinding.write(json.putObject("peakBytes"), peak);
      firsts.put(name, first);
      bars.add(new Chart.Bar(name, first));
      text.add(
          "| %s | %s | %s | %s | %d |"
              .formatted(
                  name,
                  faults.containsKey(entry.getKey())
                      ? "no number: its result is wrong"
                      : Text.decimals(first),
                  Text.decimals(exit),
                  Text.mebibytes(peak),
                  rounds.size()));
    }
    return new Finding(
        "startup",
        "Startup: process start to first result read, broker running",
        figures,
        text,
        new Chart("Start to first result", "s", bars),
        bar(firsts),
        faults.isEmpty());
  }

  private static List<BarRow> bar(Map<String, Summary> firsts) {
    Function<String, Summary> of = name -> firsts.getOrDefault(name, Summary.of());
    List<BarRow> bar = new ArrayList<>();
    bar.add(
        BarRow.limit(
            "first result in-process", "a limit", of.apply("Tally in-process"), 1, 0.5, "s"));
    for (String engine : List.of(TopicContestants.FLINK, TopicContestants.SPARK)) {
      bar.add(
          BarRow.slower(
              "first result on " + engine,
              engine + PASSES_ON,
              of.apply(TopicContestants.tally(engine)),
              of.apply(engine + PASSES_ON),
              1.2,
              1.0));
    }
    return bar;
  }

  private record Start(double seconds, Outcome outcome) {}
}
