package dev.tally.reliability.history;

import java.util.List;

/** All that happened in a job's topics, each list in the order of partitions and offsets. */
public record History(
    List<InputRecord> inputs, List<OutputVersion> versions, List<DeadLetter> deadLetters) {

  /** Takes unmodifiable copies. */
  public History {
    inputs = List.copyOf(inputs);
    versions = List.copyOf(versions);
    deadLetters = List.copyOf(deadLetters);
  }
}
