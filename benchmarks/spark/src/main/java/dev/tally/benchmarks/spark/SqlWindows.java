package dev.tally.benchmarks.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.window;

import dev.tally.benchmarks.contestant.Task;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Messages per minute of event time in Spark SQL, ten minutes of lateness. Tuned: only the needed
 * column is read.
 */
final class SqlWindows {

  private static final String ALL_COLUMNS = "id BIGINT, message STRING, timestamp TIMESTAMP";
  private static final String NEEDED_COLUMNS = "timestamp TIMESTAMP";

  private SqlWindows() {}

  /** Runs; told {@code servers topic output folder form}. */
  public static void main(String[] arguments) throws Exception {
    try (SqlSession session = SqlSession.open(Task.of(arguments))) {
      StructType schema = StructType.fromDDL(session.isTuned() ? NEEDED_COLUMNS : ALL_COLUMNS);
      Column start = text("window.start").as("window_start");
      Column end = text("window.end").as("window_end");
      Dataset<Row> windows =
          session
              .topic()
              .select(
                  from_json(
                          col("value").cast("string"),
                          schema,
                          Map.of("timestampFormat", "yyyy-MM-dd HH:mm:ss"))
                      .as("message"))
              .select(col("message.timestamp"))
              .withWatermark("timestamp", "10 minutes")
              .groupBy(window(col("timestamp"), "1 minute"))
              .count()
              .select(
                  to_json(struct(start, end)).as("key"),
                  to_json(struct(start, end, col("count"))).as("value"));
      session.writeUpdates(windows);
    }
  }

  private static Column text(String time) {
    return date_format(col(time), "yyyy-MM-dd HH:mm:ss");
  }
}
