package dev.tally.reliability;

import dev.tally.reliability.history.Promise;
import java.nio.file.Path;
import java.util.List;

/** The engines, with what each has promised to readers of its output. */
enum Engine {
  IN_PROCESS("in-process", "none"),
  FLINK("flink", "_metadata"),
  SPARK("spark", "committed.properties");

  private final String label;
  private final String completeState;

  /**
   * Names an engine.
   *
   * @param completeState the name of the file that an engine with a state directory writes last
   */
  Engine(String label, String completeState) {
    this.label = label;
    this.completeState = completeState;
  }

  /** Tells whether a file in the state directory shows that there is something to go on from. */
  boolean isKeptState(Path file) {
    return file.endsWith(completeState);
  }

  /** Returns what holds for a job that was restarted then, in epoch milliseconds. */
  Promise promise(List<Long> restarts) {
    return this == IN_PROCESS ? Promise.neverBack() : Promise.backOnlyAt(restarts);
  }

  @Override
  public String toString() {
    return label;
  }
}
