package dev.tally.bootstrap.wiring;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.Pacer;
import dev.tally.application.port.out.WallClock;

/**
 * The real applications. Each component is named in a class of its own, so that a JVM that has one
 * engine on its class path never looks for the others.
 *
 * @param clock the time of day, for the engines
 * @param pacer the pace of generators
 */
public record EngineApps(WallClock clock, Pacer pacer) implements Apps {

  @Override
  public App on(Engine engine) {
    try {
      App app =
          switch (engine) {
            case IN_PROCESS -> InProcess.app(clock, pacer);
            case FLINK -> Flink.app(clock, pacer);
            case SPARK -> Spark.app(clock, pacer);
          };
      app.engine(); // so that a missing one is said here, and a present one's classes load now
      return app;
    } catch (NoClassDefFoundError e) {
      throw new TallyException(
          Problem.USAGE,
          "The engine %s is not on this class path (%s is missing).%nStart Tally with ./tally, which gives each engine its own."
              .formatted(engine, e.getMessage()),
          e);
    }
  }

  private static final class InProcess {
    static App app(WallClock clock, Pacer pacer) {
      return DaggerInProcessApp.factory().create(clock, pacer);
    }
  }

  private static final class Flink {
    static App app(WallClock clock, Pacer pacer) {
      return DaggerFlinkApp.factory().create(clock, pacer);
    }
  }

  private static final class Spark {
    static App app(WallClock clock, Pacer pacer) {
      return DaggerSparkApp.factory().create(clock, pacer);
    }
  }
}
