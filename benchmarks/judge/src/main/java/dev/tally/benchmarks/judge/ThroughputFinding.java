package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tally.benchmarks.judge.Series.Round;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Writes down rates. */
final class ThroughputFinding {

  private static final List<String> HEAD =
      List.of(
          "| contestant | marginal rate, records/s | cold rate, records/s | CPU s per million |"
              + " broker CPU s per million | peak memory | records | rounds | settings | guarantee |",
          "| --- | --: | --: | --: | --: | --: | --: | --: | --- | --- |");

  private ThroughputFinding() {}

  static Finding of(String name, String title, List<Series> series, List<BarRow> bar) {
    ObjectNode figures = JsonMapper.builder().build().createObjectNode();
    ArrayNode contestants = figures.putArray("contestants");
    series.forEach(one -> write(contestants.addObject(), one));
    List<Series> sorted =
        series.stream()
            .sorted(Comparator.comparingDouble(one -> -known(one.marginalRate())))
            .toList();
    List<String> text = new ArrayList<>(HEAD);
    sorted.forEach(one -> text.add(row(one)));
    return new Finding(
        name,
        title,
        figures,
        text,
        new Chart(
            title + ": marginal rate",
            "records/s",
            sorted.stream()
                .map(one -> new Chart.Bar(one.contestant().name(), one.marginalRate()))
                .toList()),
        bar,
        series.stream().allMatch(one -> one.fault().isEmpty()));
  }

  private static double known(Summary summary) {
    return summary.isKnown() ? summary.median() : 0;
  }

  private static String row(Series series) {
    Contestant contestant = series.contestant();
    if (!series.fault().isEmpty()) {
      return "| %s | no number: its result is wrong | - | - | - | - | - | - | %s | %s |"
          .formatted(contestant.name(), contestant.settings(), contestant.guarantee());
    }
    return "| %s | %s | %s | %s | %s | %s | %,d | %d | %s | %s |"
        .formatted(
            contestant.role() == Contestant.Role.TALLY
                ? "**" + contestant.name() + "**"
                : contestant.name(),
            Text.whole(series.marginalRate()),
            Text.whole(series.coldRate()),
            Text.median(series.cpuSecondsPerMillion()),
            Text.median(series.brokerCpuSecondsPerMillion()),
            Text.mebibytes(series.peakBytes()),
            series.rounds().stream().mapToLong(Round::records).findFirst().orElse(0),
            series.rounds().size(),
            contestant.settings(),
            contestant.guarantee());
  }

  private static void write(ObjectNode json, Series series) {
    json.put("contestant", series.contestant().name());
    json.put("engine", series.contestant().engine());
    json.put("role", series.contestant().role().name());
    json.put("settings", series.contestant().settings());
    json.put("guarantee", series.contestant().guarantee());
    if (!series.fault().isEmpty()) {
      json.put("fault", series.fault());
    }
    write(json.putObject("marginalRate"), series.marginalRate());
    write(json.putObject("coldRate"), series.coldRate());
    ArrayNode rounds = json.putArray("rounds");
    for (Round round : series.rounds()) {
      ObjectNode one = rounds.addObject();
      write(one.putObject("all"), round.records(), round.all());
      round.part().ifPresent(part -> write(one.putObject("part"), round.partRecords(), part));
    }
  }

  private static void write(ObjectNode json, long records, Outcome outcome) {
    json.put("records", records);
    json.put("seconds", outcome.seconds());
    put(json, "cpuSeconds", outcome.cpuSeconds());
    put(json, "brokerCpuSeconds", outcome.brokerCpuSeconds());
    put(json, "peakBytes", outcome.peakBytes());
  }

  private static void put(ObjectNode json, String name, OptionalDouble value) {
    value.ifPresent(figure -> json.put(name, figure));
  }

  /** Writes a summary's four figures, where there are any. */
  static void write(ObjectNode json, Summary summary) {
    json.put("count", summary.count());
    if (summary.isKnown()) {
      json.put("median", summary.median());
      json.put("minimum", summary.minimum());
      json.put("maximum", summary.maximum());
    }
  }
}
