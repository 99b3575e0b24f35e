package dev.tally.benchmarks.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import dev.tally.benchmarks.contestant.Task;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Counts of category and behavior in Spark SQL. Tuned: only the needed columns are read. */
final class SqlCounts {

  private static final String ALL_COLUMNS =
      "user_id STRING, item_id STRING, category STRING, behavior STRING, ts TIMESTAMP";
  private static final String NEEDED_COLUMNS = "category STRING, behavior STRING";

  private SqlCounts() {}

  /** Runs; told {@code servers topic output folder form}. */
  public static void main(String[] arguments) throws Exception {
    try (SqlSession session = SqlSession.open(Task.of(arguments))) {
      StructType schema = StructType.fromDDL(session.isTuned() ? NEEDED_COLUMNS : ALL_COLUMNS);
      Dataset<Row> counts =
          session
              .topic()
              .select(from_json(col("value").cast("string"), schema).as("event"))
              .groupBy(col("event.category"), col("event.behavior"))
              .count()
              .select(
                  to_json(struct("category", "behavior")).as("key"),
                  to_json(
                          struct(
                              col("category"), col("behavior"), col("count").as("behavior_count")))
                      .as("value"));
      session.writeUpdates(counts);
    }
  }
}
