package dev.tally.reliability;

import dev.tally.reliability.history.Promise;
import java.util.List;

/** The engines, with what each has promised to readers of its output. */
enum Engine {
  IN_PROCESS("in-process"),
  FLINK("flink"),
  SPARK("spark");

  private final String label;

  Engine(String label) {
    this.label = label;
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
