package dev.tally.bootstrap.wiring;

import dagger.Module;
import dagger.Provides;
import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.JobLedgers;
import dev.tally.application.port.out.OutputHistory;
import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.Topics;
import dev.tally.application.port.out.WallClock;
import jakarta.inject.Singleton;

/** Threads of this JVM as the engine. */
@Module
final class InProcessEngineModule {

  private InProcessEngineModule() {}

  @Provides
  @Singleton
  static AggregationEngine engine(
      RecordReaders readers,
      JobLedgers ledgers,
      Topics topics,
      OutputHistory history,
      WallClock clock) {
    return new InProcessEngine(readers, ledgers, topics, history, clock);
  }
}
