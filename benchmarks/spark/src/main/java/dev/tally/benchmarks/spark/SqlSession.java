package dev.tally.benchmarks.spark;

import dev.tally.benchmarks.contestant.Task;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Spark in this process with two workers and no web page. Tuned: as many partitions after a shuffle
 * as there are workers; 200, the default, are made for clusters.
 */
record SqlSession(Task task, SparkSession spark) implements AutoCloseable {

  static SqlSession open(Task task) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC");
    if (isTuned(task)) {
      builder.config("spark.sql.shuffle.partitions", 2);
    }
    return new SqlSession(task, builder.getOrCreate());
  }

  private static boolean isTuned(Task task) {
    return task.is("form", "tuned");
  }

  boolean isTuned() {
    return isTuned(task);
  }

  /** Returns the topic as a stream. */
  Dataset<Row> topic() {
    return spark
        .readStream()
        .format("kafka")
        .option("kafka.bootstrap.servers", task.text("servers"))
        .option("subscribe", task.text("topic"))
        .option("startingOffsets", "earliest")
        .load();
  }

  /** Sends updated rows to the output topic until all that the input holds now is done. */
  void writeUpdates(Dataset<Row> rows) throws TimeoutException, StreamingQueryException {
    rows.writeStream()
        .outputMode("update")
        .format("kafka")
        .option("kafka.bootstrap.servers", task.text("servers"))
        .option("topic", task.text("output"))
        .option("checkpointLocation", checkpoint())
        .trigger(Trigger.AvailableNow())
        .start()
        .awaitTermination();
  }

  /** Reads rows and drops them, until all that the input holds now is done. */
  StreamingQuery discard(Dataset<Row> rows) throws TimeoutException, StreamingQueryException {
    StreamingQuery query =
        rows.writeStream()
            .format("noop")
            .option("checkpointLocation", checkpoint())
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    return query;
  }

  @Override
  public void close() {
    spark.stop();
  }

  private String checkpoint() {
    return Path.of(task.text("folder"), "checkpoint").toUri().toString();
  }
}
