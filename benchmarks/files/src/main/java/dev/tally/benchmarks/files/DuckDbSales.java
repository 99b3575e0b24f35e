package dev.tally.benchmarks.files;

import dev.tally.benchmarks.contestant.SummaryFile;
import dev.tally.benchmarks.contestant.Task;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The sales summary in DuckDB: two threads, the schema given, so that it need not guess, and exact
 * decimals. Its average of decimals is floating point; it has no other.
 */
final class DuckDbSales {

  private static final int COLUMNS = 5;

  private DuckDbSales() {}

  /** Runs; told {@code topic} (the file) and {@code folder}. */
  public static void main(String[] arguments) throws Exception {
    Task task = Task.of(arguments);
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      try (ResultSet found =
          statement.executeQuery(
              """
              SELECT category, SUM(price * quantity), AVG(price), SUM(quantity), COUNT(*)
              FROM read_csv('%s', header = false, auto_detect = false, delim = ',', columns = {
                'product_id': 'VARCHAR', 'category': 'VARCHAR', 'price': 'DECIMAL(10, 2)',
                'quantity': 'INTEGER', 'transaction_date': 'DATE'})
              GROUP BY category
              """
                  .formatted(task.text("topic")))) {
        while (found.next()) {
          List<String> fields = new ArrayList<>();
          for (int column = 1; column <= COLUMNS; column++) {
            fields.add(found.getString(column));
          }
          rows.add(String.join(",", fields));
        }
      }
    }
    SummaryFile.write(task, rows);
  }
}
