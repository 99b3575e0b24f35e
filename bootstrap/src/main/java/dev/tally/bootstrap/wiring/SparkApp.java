package dev.tally.bootstrap.wiring;

import dagger.BindsInstance;
import dagger.Component;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.WallClock;
import jakarta.inject.Singleton;

/** The application on Spark. */
@Singleton
@Component(
    modules = {UseCaseModule.class, KafkaModule.class, FilesModule.class, SparkEngineModule.class})
interface SparkApp extends App {

  /** Makes it from what differs between processes. */
  @Component.Factory
  interface Factory {

    /** Returns a new application. */
    SparkApp create(@BindsInstance WallClock clock, @BindsInstance Pacer pacer);
  }
}
