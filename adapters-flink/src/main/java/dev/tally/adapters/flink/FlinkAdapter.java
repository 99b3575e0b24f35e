package dev.tally.adapters.flink;

import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;

/** The door to the Flink engine. */
public final class FlinkAdapter {

  private FlinkAdapter() {}

  /**
   * Returns the engine named {@code flink}. Each job runs in a small cluster of its own inside this
   * process and is gone with it; what it kept lies under the state directory.
   *
   * @param readers read the input topic, in the cluster's tasks
   * @param history tells what the rows of an output topic stand for
   * @param clock tells which events are too far in the future, and when a row was emitted
   */
  public static AggregationEngine engine(
      Topics topics, RecordReaders readers, OutputHistory history, WallClock clock) {
    return new FlinkEngine(topics, readers, history, clock);
  }
}
