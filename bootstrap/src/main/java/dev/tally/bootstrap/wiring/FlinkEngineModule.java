package dev.tally.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tally.adapters.flink.FlinkAdapter;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;
import jakarta.inject.Singleton;

/** Flink as the engine. */
@Module
final class FlinkEngineModule {

  private FlinkEngineModule() {}

  @Provides
  @Singleton
  static AggregationEngine engine(WallClock clock) {
    return FlinkAdapter.engine(clock);
  }
}
