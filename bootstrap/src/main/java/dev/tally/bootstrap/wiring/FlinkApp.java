package dev.tally.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.WallClock;
import jakarta.inject.Singleton;

/** The application on Flink. */
@Singleton
@Component(
    modules = {UseCaseModule.class, KafkaModule.class, FilesModule.class, FlinkEngineModule.class})
interface FlinkApp extends App {

  /** Makes it from what differs between processes. */
  @Component.Factory
  interface Factory {

    /** Returns a new application. */
    FlinkApp create(@BindsInstance WallClock clock, @BindsInstance Pacer pacer);
  }
}
