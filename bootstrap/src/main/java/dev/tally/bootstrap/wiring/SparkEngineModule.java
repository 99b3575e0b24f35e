package dev.tally.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tally.adapters.spark.SparkAdapter;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;
import jakarta.inject.Singleton;

/** Spark as the engine. */
@Module
final class SparkEngineModule {

  private SparkEngineModule() {}

  @Provides
  @Singleton
  static AggregationEngine engine(Topics topics, OutputHistory history, WallClock clock) {
    return SparkAdapter.engine(topics, history, clock);
  }
}
