package dev.tally.benchmarks.flink;

import dev.tally.benchmarks.contestant.Task;
import org.apache.flink.table.api.TableEnvironment;

/**
 * Messages per minute of event time in Flink SQL, with its window function. A window is emitted
 * once, when the watermark has passed it: that is less than Tally does, which shows windows as they
 * fill. The watermark stays behind as far as the messages are spread, since late ones would be
 * dropped.
 */
final class SqlWindows {

  private static final String ALL_COLUMNS = "id BIGINT, message STRING, `timestamp` TIMESTAMP(3)";
  private static final String NEEDED_COLUMNS = "`timestamp` TIMESTAMP(3)";

  private SqlWindows() {}

  /** Runs; told {@code servers topic output folder form}. */
  public static void main(String[] arguments) throws Exception {
    SqlJob job = new SqlJob(Task.of(arguments));
    TableEnvironment tables = job.environment();
    tables.executeSql(
        """
        CREATE TABLE messages (
          %s, WATERMARK FOR `timestamp` AS `timestamp` - INTERVAL '5' MINUTE)
        %s
        """
            .formatted(job.isTuned() ? NEEDED_COLUMNS : ALL_COLUMNS, job.source()));
    tables.executeSql(
        """
        CREATE TABLE windows (
          window_start STRING, window_end STRING, `count` BIGINT,
          PRIMARY KEY (window_start, window_end) NOT ENFORCED)
        %s
        """
            .formatted(job.sink()));
    tables
        .executeSql(
            """
            INSERT INTO windows
            SELECT
              DATE_FORMAT(window_start, 'yyyy-MM-dd HH:mm:ss'),
              DATE_FORMAT(window_end, 'yyyy-MM-dd HH:mm:ss'),
              COUNT(*)
            FROM TABLE(TUMBLE(TABLE messages, DESCRIPTOR(`timestamp`), INTERVAL '1' MINUTE))
            GROUP BY window_start, window_end
            """)
        .await();
  }
}
