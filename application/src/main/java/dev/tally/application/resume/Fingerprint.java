package dev.tally.application.resume;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.Topics;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
  private static final String OUTPUT_PARTITIONS = "output-partitions";

  public Fingerprint {
    rules = new TreeMap<>(rules);
  }

  /**
   * Returns that of a job.
   *
   * @param topics says how many partitions the output topic has
   * @param inputId what {@link Topics#idOf} says of the input
   */
  public static Fingerprint of(
      AggregationSpec<?, ?, ?, ?> spec,
      TopicInput<?> input,
      TopicOutput<?> output,
      Topics topics,
      String inputId) {
    SortedMap<String, String> rules = new TreeMap<>(spec.windowing().rules());
    rules.putAll(output.encoder().rules());
    rules.put(JOB, spec.name());
    rules.put(INPUT, input.topic());
    rules.put("output", output.topic());
    if (!inputId.isEmpty()) {
      rules.put(INPUT_ID, inputId);
    }
    int partitions =
        topics
            .describe(output.cluster(), output.topic())
            .map(Topics.TopicDescription::partitions)
            .orElse(0);
    rules.put(OUTPUT_PARTITIONS, Integer.toString(partitions));
    return new Fingerprint(rules);
  }

  /** Returns the id of the input topic; empty where the broker does not tell. */
  public String inputId() {
    return rules.getOrDefault(INPUT_ID, "");
  }

  /**
   * Returns a warning where the output topic had another number of partitions: a row's key may now
   * belong to another one, and its old value stays where it was.
   */
  public Optional<String> outputWarning(TopicOutput<?> output, Fingerprint kept) {
    String before = kept.rules.get(OUTPUT_PARTITIONS);
    String now = rules.get(OUTPUT_PARTITIONS);
    if (before == null || now == null || before.equals(now)) {
      return Optional.empty();
    }
    return Optional.of(
        "warning: topic %s has %s partitions, %s when the job was begun: keys have moved and old values stay behind; mend it with --fresh --output NEW_TOPIC"
            .formatted(output.topic(), now, before));
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
      if (!Objects.equals(before, rule.getValue()) && !mayDiffer(rule.getKey(), before)) {
        throw differs(rule.getKey(), before == null ? "none" : before, rule.getValue());
      }
    }
  }

  // An old broker does not tell topics' ids; other partitions of the output are warned of.
  private static boolean mayDiffer(String name, @Nullable String before) {
    return name.equals(OUTPUT_PARTITIONS) || (name.equals(INPUT_ID) && before == null);
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
