package dev.tally.application.port;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A topic that must be there and is not.
 *
 * @param place where it was looked for, as in "on localhost:9092"
 * @param existing the topics that are there
 * @param remedy what helps where none of those was meant: a sentence without its full stop
 */
public record MissingTopic(String topic, String place, List<String> existing, String remedy) {

  private static final int SHOWN = 8;

  /** Says so of a topic of user behavior events that a job is to read. */
  public static MissingTopic behaviors(String topic, String place, List<String> existing) {
    return new MissingTopic(
        topic,
        place,
        existing,
        "Send events to it with ./tally generate behaviors --topic %s, or name another with --input"
            .formatted(topic));
  }

  /** Says so of a topic of messages that a job is to read. */
  public static MissingTopic messages(String topic, String place, List<String> existing) {
    return new MissingTopic(
        topic,
        place,
        existing,
        "Send messages to it with ./tally generate messages --topic %s, or name another with --input"
            .formatted(topic));
  }

  /** Says so of an output topic that somebody wants to see. */
  public static MissingTopic output(String topic, String place, List<String> existing) {
    return new MissingTopic(
        topic, place, existing, "Run a job that writes it, or see ./tally topics");
  }

  /** Says so of a topic that a generator is to send to. */
  public static MissingTopic target(String topic, String place, List<String> existing) {
    return new MissingTopic(
        topic, place, existing, "Create it there, or name another with --topic");
  }

  /** Says so of a topic of dead letters that somebody wants to see. */
  public static MissingTopic deadLetters(String topic, String place, List<String> existing) {
    return new MissingTopic(
        topic,
        place,
        existing,
        "No job has kept rejected records there: name the input topic of one that has");
  }

  /** Says so of a topic that dead letters come from. */
  public static MissingTopic origin(String topic, String place, List<String> existing) {
    return new MissingTopic(
        topic, place, existing, "Dead letters go back to it: create it with the partitions it had");
  }

  /** Returns the error that tells the user. */
  public TallyException asException() {
    return new TallyException(
        Problem.NOT_FOUND,
        "Topic '%s' does not exist %s, which has %s.%n%s%s."
            .formatted(
                topic,
                place,
                listed(),
                closest(topic, existing)
                    .map("Did you mean '%s'? Otherwise: "::formatted)
                    .orElse(""),
                remedy));
  }

  private String listed() {
    if (existing.isEmpty()) {
      return "no topics yet";
    }
    String first = existing.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int others = existing.size() - SHOWN;
    return others > 0 ? first + " and %d more".formatted(others) : first;
  }

  /** Returns the name that takes the fewest edits, if a third of its letters or less. */
  private static Optional<String> closest(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(typed, name) * 3 <= Math.max(typed.length(), name.length()))
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /** Levenshtein's distance: insertions, deletions and replacements of one character. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= left.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= right.length(); column++) {
        int replaced = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
