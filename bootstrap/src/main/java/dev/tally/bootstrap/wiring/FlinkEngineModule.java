package dev.tally.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tally.adapters.flink.FlinkAdapter;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;
import jakarta.inject.Singleton;

/** Flink as the engine. */
@Module
final class FlinkEngineModule {

  private FlinkEngineModule() {}

  @Provides
  @Singleton
  static AggregationEngine engine(
      Topics topics, RecordReaders readers, OutputHistory history, WallClock clock) {
    return FlinkAdapter.engine(topics, readers, history, clock);
  }
}
