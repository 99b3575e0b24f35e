package dev.tally.adapters.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The Spark of this JVM, started when first needed: Spark allows one context in a JVM. How many
 * tasks work on a job is decided by the job's partitions, not here.
 */
final class SharedSession {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int LEAST_THREADS = 4;

  private static @Nullable SparkSession session;

  private SharedSession() {}

  /** Returns the session, which takes seconds the first time. */
  static synchronized SparkSession get() {
    if (session == null || session.sparkContext().isStopped()) {
      session = start();
    }
    return session;
  }

  private static SparkSession start() {
    int threads = Math.max(LEAST_THREADS, Runtime.getRuntime().availableProcessors());
    String scratch = Path.of(System.getProperty("java.io.tmpdir"), "tally-spark").toString();
    Utils.setCustomHostname(LOOPBACK);
    return SparkSession.builder()
        .appName("tally")
        .master("local[%d]".formatted(threads))
        .config("spark.driver.host", LOOPBACK)
        .config("spark.driver.bindAddress", LOOPBACK)
        // The debugger of closures that cannot be serialized does not load on Java 17.
        .config("spark.serializer.extraDebugInfo", false)
        // With the heartbeats comes what tasks over files have read so far.
        .config("spark.executor.heartbeatInterval", "500ms")
        .config("spark.ui.enabled", false)
        .config("spark.ui.showConsoleProgress", false)
        .config("spark.ui.retainedJobs", 10)
        .config("spark.ui.retainedStages", 10)
        .config("spark.ui.retainedTasks", 100)
        .config("spark.sql.ui.retainedExecutions", 10)
        .config("spark.hadoop.fs.AbstractFileSystem.file.impl", PlainLocalFiles.class.getName())
        // Each stage of a pass broadcasts its task: some kilobytes, for which the default takes 4
        // MB of heap at once.
        .config("spark.broadcast.blockSize", "128k")
        // What a user interface would show of each query; there is none.
        .config("spark.sql.ui.explainMode", "simple")
        .config("spark.sql.warehouse.dir", scratch)
        .config("spark.sql.catalogImplementation", "in-memory")
        // Partitions of the state must stay where they are from batch to batch.
        .config("spark.sql.adaptive.enabled", false)
        .config("spark.sql.streaming.noDataMicroBatches.enabled", false)
        .config("spark.sql.streaming.minBatchesToRetain", 10)
        .config("spark.sql.streaming.numRecentProgressUpdates", 2)
        .getOrCreate();
  }
}
