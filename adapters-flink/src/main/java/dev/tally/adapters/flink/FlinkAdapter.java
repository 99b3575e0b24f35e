package dev.tally.adapters.flink;

import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;

/** The door to the Flink engine. */
public final class FlinkAdapter {

  private FlinkAdapter() {}

  /**
   * Returns the engine named {@code flink}. Each job runs in a small cluster of its own inside this
   * process and is gone with it; what it kept lies under the state directory.
   *
   * @param clock tells which events are too far in the future, and when a row was emitted
   */
  public static AggregationEngine engine(WallClock clock) {
    return new FlinkEngine(clock);
  }
}
