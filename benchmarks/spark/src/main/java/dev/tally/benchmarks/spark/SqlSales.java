package dev.tally.benchmarks.spark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.tally.benchmarks.contestant.SummaryFile;
import dev.tally.benchmarks.contestant.Task;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The sales summary in Spark SQL, schema given, exact decimals. Tuned: dates, which are not needed,
 * stay text.
 */
final class SqlSales {

  private SqlSales() {}

  /** Runs; told {@code topic} (the file), {@code folder form}. */
  public static void main(String[] arguments) throws Exception {
    Task task = Task.of(arguments);
    try (SqlSession session = SqlSession.open(task)) {
      List<Row> rows =
          session
              .spark()
              .read()
              .schema(
                  "product_id STRING, category STRING, price DECIMAL(10, 2), quantity INT,"
                      + " transaction_date "
                      + (session.isTuned() ? "STRING" : "DATE"))
              .csv(task.text("topic"))
              .groupBy("category")
              .agg(
                  sum(col("price").multiply(col("quantity"))),
                  avg(col("price")),
                  sum(col("quantity")),
                  count(lit(1)))
              .collectAsList();
      SummaryFile.write(task, rows.stream().map(row -> row.mkString(",")).toList());
    }
  }
}
