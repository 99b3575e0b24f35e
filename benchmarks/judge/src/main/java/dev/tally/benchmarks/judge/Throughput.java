package dev.tally.benchmarks.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How many records a second. */
final class Throughput {

  private final Arena arena;
  private final Commands commands;
  private final ClassData classData;
  private final BenchOptions options;

  Throughput(Arena arena, Commands commands, ClassData classData, BenchOptions options) {
    this.arena = arena;
    this.commands = commands;
    this.classData = classData;
    this.options = options;
  }

  /** Measures one job. */
  Finding measure(Job job) throws InterruptedException {
    return job == Job.SALES_SUMMARY ? measureSales() : measureTopics(job);
  }

  private Finding measureSales() throws InterruptedException {
    SalesData data = new SalesData(arena, commands);
    List<Series> series =
        new Rounds(arena, classData, data::file, System.out::println)
            .run(
                options.chosen(new SalesContestants(commands).all()), options.rows, options.rounds);
    Rates rates = Rates.of(series);
    return ThroughputFinding.of(
        "throughput-" + Job.SALES_SUMMARY,
        "Throughput: " + Job.SALES_SUMMARY,
        series,
        List.of(
            rates.row(Job.SALES_SUMMARY, "in-process", SalesContestants.DUCKDB, 1.5, 2.5),
            rates.row(Job.SALES_SUMMARY, "flink", SalesContestants.FLINK_SQL_TUNED, 8, 15),
            rates.row(Job.SALES_SUMMARY, "spark", SalesContestants.SPARK_SQL_TUNED, 8, 15)));
  }

  /** Measures how fast a topic is filled. */
  Finding measureGenerator() throws InterruptedException {
    List<Series> series =
        new Rounds(arena, classData, records -> "", System.out::println)
            .run(
                options.chosen(new GeneratorContestants(arena, commands).all()),
                options.events,
                options.rounds);
    Rates rates = Rates.of(series);
    return ThroughputFinding.of(
        "generator",
        "Generator: events made and sent",
        series,
        List.of(
            BarRow.ratio(
                "generator",
                GeneratorContestants.KAFKA_SAME,
                rates.rate(GeneratorContestants.TALLY),
                rates.rate(GeneratorContestants.KAFKA_SAME),
                0.9,
                1.0)));
  }

  private Finding measureTopics(Job job) throws InterruptedException {
    TopicData data = new TopicData(arena, commands);
    List<Contestant> contestants =
        options.chosen(new TopicContestants(job, arena.topics(), commands, new Truths()).all());
    List<Series> series =
        new Rounds(arena, classData, records -> data.topic(job, records), System.out::println)
            .run(contestants, options.events, options.rounds);
    return ThroughputFinding.of(
        "throughput-" + job, "Throughput: " + job, series, bar(job, series));
  }

  private static List<BarRow> bar(Job job, List<Series> series) {
    Rates rates = Rates.of(series);
    List<BarRow> bar = new ArrayList<>();
    bar.add(rates.row(job, "in-process", TopicContestants.BARE_TWO, 0.7, 1.0));
    bar.add(rates.row(job, "in-process", TopicContestants.STREAMS_TUNED, 8, 15));
    bar.add(rates.row(job, "flink", TopicContestants.FLINK_SQL_TUNED, 2, 3));
    bar.add(rates.row(job, "flink", TopicContestants.FLINK_DISCARD, 0.75, 0.9));
    bar.add(rates.row(job, "spark", TopicContestants.SPARK_SQL_TUNED, 2, 3));
    return bar;
  }

  /** The marginal rates by contestant. */
  record Rates(Map<String, Summary> summaries) {

    static Rates of(List<Series> series) {
      return new Rates(
          series.stream()
              .collect(Collectors.toMap(one -> one.contestant().name(), Series::marginalRate)));
    }

    /** Returns the line of the bar that compares the product on an engine with another. */
    BarRow row(Job job, String engine, String against, double must, double aim) {
      return BarRow.ratio(
          job + " on " + engine,
          against,
          rate(TopicContestants.tally(engine)),
          rate(against),
          must,
          aim);
    }

    Summary rate(String contestant) {
      return summaries.getOrDefault(contestant, Summary.of());
    }
  }
}
