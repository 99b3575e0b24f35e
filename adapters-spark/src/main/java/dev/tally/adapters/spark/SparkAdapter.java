package dev.tally.adapters.spark;

import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;

/** The door to this adapter. */
public final class SparkAdapter {

  private SparkAdapter() {}

  /** Returns the engine that runs aggregations on Spark, in this JVM. */
  public static AggregationEngine engine(WallClock clock) {
    return new SparkEngine(clock);
  }
}
