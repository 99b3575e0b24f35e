package dev.tally.adapters.spark;

import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;

/** The door to this adapter. */
public final class SparkAdapter {

  private SparkAdapter() {}

  /**
   * Returns the engine that runs aggregations on Spark, in this JVM.
   *
   * @param history tells what the rows of an output topic stand for
   */
  public static AggregationEngine engine(Topics topics, OutputHistory history, WallClock clock) {
    return new SparkEngine(topics, history, clock);
  }
}
