package dev.tally.benchmarks.flink;

import dev.tally.benchmarks.contestant.Task;
import org.apache.flink.table.api.TableEnvironment;

/** Counts of category and behavior in Flink SQL. */
final class SqlCounts {

  private static final String ALL_COLUMNS =
      "user_id STRING, item_id STRING, category STRING, behavior STRING, ts TIMESTAMP(3)";

  /** A timestamp that nobody asked for costs a tenth of the time. */
  private static final String NEEDED_COLUMNS = "category STRING, behavior STRING";

  private SqlCounts() {}

  /** Runs; told {@code servers topic output folder form}. */
  public static void main(String[] arguments) throws Exception {
    SqlJob job = new SqlJob(Task.of(arguments));
    TableEnvironment tables = job.environment();
    tables.executeSql(
        "CREATE TABLE behaviors (%s) %s"
            .formatted(job.isTuned() ? NEEDED_COLUMNS : ALL_COLUMNS, job.source()));
    tables.executeSql(
        """
        CREATE TABLE stats (
          category STRING, behavior STRING, behavior_count BIGINT,
          PRIMARY KEY (category, behavior) NOT ENFORCED)
        %s
        """
            .formatted(job.sink()));
    tables
        .executeSql(
            """
            INSERT INTO stats
            SELECT category, behavior, COUNT(*) FROM behaviors GROUP BY category, behavior
            """)
        .await();
  }
}
