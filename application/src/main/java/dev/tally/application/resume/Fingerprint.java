package dev.tally.application.resume;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a job's state depends on: the job, the topic it reads, and the options that decide what its
 * rows mean. Kept with the state, and compared before a run goes on from it.
 *
 * @param rules each under its name: options by theirs, without dashes
 */
public record Fingerprint(SortedMap<String, String> rules) {

  private static final String INPUT = "input";
  private static final String INPUT_ID = "input-id";
  private static final String JOB = "job";

  public Fingerprint {
    rules = new TreeMap<>(rules);
  }

  /**
   * Returns that of a job.
   *
   * @param inputId what {@link dev.tally.application.port.out.Topics#idOf} says of the input
   */
  public static Fingerprint of(
      AggregationSpec<?, ?, ?, ?> spec,
      TopicInput<?> input,
      TopicOutput<?> output,
      String inputId) {
    SortedMap<String, String> rules = new TreeMap<>(spec.windowing().rules());
    rules.putAll(output.encoder().rules());
    rules.put(JOB, spec.name());
    rules.put(INPUT, input.topic());
    if (!inputId.isEmpty()) {
      rules.put(INPUT_ID, inputId);
    }
    return new Fingerprint(rules);
  }

  /** Reads what {@link #text} returned. */
  public static Fingerprint ofText(String text) {
    return new Fingerprint(
        text.lines()
            .map(line -> line.split("=", 2))
            .filter(rule -> rule.length == 2)
            .collect(
                Collectors.toMap(
                    rule -> rule[0], rule -> rule[1], (one, two) -> two, TreeMap::new)));
  }

  /** Returns it as text: a line for each rule, in the order of their names. */
  public String text() {
    return rules.entrySet().stream()
        .map(rule -> rule.getKey() + "=" + rule.getValue())
        .collect(Collectors.joining("\n"));
  }

  /**
   * Lets a run go on from what was kept under the same rules.
   *
   * @param kept that of the run that kept it
   * @throws TallyException where they differ; the message names both
   */
  public void requireSameAs(Fingerprint kept) {
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      String before = kept.rules.get(rule.getKey());
      if (!Objects.equals(before, rule.getValue()) && !isUnknownId(rule.getKey(), before)) {
        throw differs(rule.getKey(), before == null ? "none" : before, rule.getValue());
      }
    }
  }

  private static boolean isUnknownId(
      String name, @org.jspecify.annotations.Nullable String before) {
    return name.equals(INPUT_ID) && before == null; // an old broker does not tell topics' ids
  }

  private TallyException differs(String name, String before, String now) {
    String job = rules.getOrDefault(JOB, "");
    String input = rules.getOrDefault(INPUT, "");
    String message =
        switch (name) {
          case INPUT_ID ->
              "Topic %s is not the one that job %s has read: it was deleted and made anew (id %s before, %s now).\nStart anew with --fresh."
                  .formatted(input, job, before, now);
          case INPUT ->
              "What is kept of job %s is of topic %s, not of topic %s.\nRead that one, start anew with --fresh, or write to another topic with --output."
                  .formatted(job, before, now);
          case JOB ->
              "What is kept is of job %s, not of job %s.\nStart anew with --fresh, or write to another topic with --output."
                  .formatted(before, now);
          default ->
              "Job %s was begun with --%s %s and cannot go on with --%s %s.\nUse the same as before, or start anew with --fresh."
                  .formatted(job, name, before, name, now);
        };
    return new TallyException(Problem.STATE, message);
  }
}
