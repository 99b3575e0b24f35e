package dev.tally.benchmarks.flink;

import dev.tally.benchmarks.contestant.SummaryFile;
import dev.tally.benchmarks.contestant.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * The sales summary in Flink SQL, batch mode, exact decimals. Tuned: objects are reused, and dates,
 * which are not needed, stay text.
 */
final class SqlSales {

  private SqlSales() {}

  /** Runs; told {@code topic} (the file), {@code folder form}. */
  public static void main(String[] arguments) throws Exception {
    Task task = Task.of(arguments);
    boolean isTuned = task.is("form", "tuned");
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    configuration.set(PipelineOptions.OBJECT_REUSE, isTuned);
    TableEnvironment tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
    tables.executeSql(
        """
        CREATE TABLE sales (
          product_id STRING, category STRING, price DECIMAL(10, 2), quantity INT,
          transaction_date %s)
        WITH ('connector' = 'filesystem', 'path' = 'file://%s', 'format' = 'csv')
        """
            .formatted(isTuned ? "STRING" : "DATE", task.text("topic")));
    List<String> rows = new ArrayList<>();
    CloseableIterator<Row> found =
        tables
            .executeSql(
                """
                SELECT
                  category, SUM(price * quantity), AVG(price), SUM(CAST(quantity AS BIGINT)), COUNT(*)
                FROM sales GROUP BY category
                """)
            .collect();
    found.forEachRemaining(row -> rows.add(text(row)));
    found.close();
    SummaryFile.write(task, rows);
  }

  private static String text(Row row) {
    return IntStream.range(0, row.getArity())
        .mapToObj(field -> String.valueOf(row.getField(field)))
        .collect(Collectors.joining(","));
  }
}
