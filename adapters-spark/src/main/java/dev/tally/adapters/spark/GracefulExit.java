package dev.tally.adapters.spark;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.ShutdownHookManager;
import scala.runtime.AbstractFunction0;
import scala.runtime.BoxedUnit;

/**
 * Ends the running jobs when the JVM is told to end, before Spark's own hooks take the context away
 * under them.
 */
final class GracefulExit extends AbstractFunction0<BoxedUnit> {

  private static final int BEFORE_SPARKS_OWN = 2 * ShutdownHookManager.DEFAULT_SHUTDOWN_PRIORITY();

  private static final Set<SparkJob> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    ShutdownHookManager.addShutdownHook(BEFORE_SPARKS_OWN, new GracefulExit());
  }

  private GracefulExit() {}

  static void watchOver(SparkJob job) {
    RUNNING.add(job);
  }

  static void forget(SparkJob job) {
    RUNNING.remove(job);
  }

  @Override
  public BoxedUnit apply() {
    RUNNING.forEach(SparkJob::stop);
    try {
      for (SparkJob job : RUNNING) {
        job.await();
      }
    } catch (InterruptedException outOfTime) {
      Thread.currentThread().interrupt();
    }
    return BoxedUnit.UNIT;
  }
}
