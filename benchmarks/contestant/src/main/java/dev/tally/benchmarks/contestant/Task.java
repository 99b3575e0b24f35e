package dev.tally.benchmarks.contestant;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the judge asks of a contestant: words like {@code name=value} on its command line, so that
 * every contestant is told the same in the same way.
 */
public final class Task {

  private final Map<String, String> words;

  private Task(Map<String, String> words) {
    this.words = words;
  }

  /** Reads a command line. */
  public static Task of(String[] arguments) {
    return new Task(
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(word -> word[0], word -> word[1])));
  }

  /** Returns a value that must have been told. */
  public String text(String name) {
    String value = words.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The task names no " + name + ": " + words);
    }
    return value;
  }

  /** Returns a whole number that must have been told. */
  public int number(String name) {
    return Integer.parseInt(text(name));
  }

  /** Returns whether a word is told with just this value. */
  public boolean is(String name, String value) {
    return text(name).equals(value);
  }

  /** Tells the judge something, on a line of standard output of its own. */
  public static void tell(String name, Object value) {
    System.out.println(name + "=" + value);
  }
}
