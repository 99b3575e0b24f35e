package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.port.out.SalesFiles.Header;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DuckDB, which shares nothing with this code, sums the same random files in its decimal types. */
class SalesJudgeIT {

  private static final int ROWS = 1_000_000;
  private static final List<String> CATEGORIES =
      List.of("electronics", "books, used", "say \"hi\"", "two\nlines", "음악", "Bücher", " spaced ");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void agreesOnRandomFilesOfAMillionRows(SalesGrouping grouping) throws Exception {
    Path file = writeRandomSales(folder.resolve("sales.csv"), ROWS, grouping.text().length());
    assertSameAsDuckDb(file, grouping, 2);
  }

  @Test
  void agreesOnTheGeneratedFile() throws Exception {
    Path file = folder.resolve("generated.csv");
    FilesAdapter.salesFiles().generate(ROWS, 7, file);
    assertSameAsDuckDb(file, SalesGrouping.CATEGORY_AND_MONTH, 3);
  }

  private static void assertSameAsDuckDb(Path file, SalesGrouping grouping, int parallelism)
      throws Exception {
    FilesInput<Sale> input =
        FilesAdapter.salesFiles()
            .input(
                List.of(file.toString()),
                new Dialect(Header.NO, ','),
                SalesPeriod.ALWAYS,
                parallelism);
    assertThat(input.ranges()).hasSizeGreaterThan(5);
    CollectedRows rows = CollectedRows.sumOf(input, grouping);

    assertThat(rows.rejected).isEmpty();
    assertThat(rows.accounting().counted()).isEqualTo(ROWS);
    assertThat(
            FilesAdapter.salesFiles()
                .render(rows.summary(), grouping, ReportFormat.MARKDOWN, false))
        .isEqualTo(judge(file, grouping));
  }

  private static String judge(Path file, SalesGrouping grouping) throws SQLException {
    String keys =
        switch (grouping) {
          case CATEGORY -> "category";
          case MONTH -> "strftime(day, '%Y-%m')";
          case CATEGORY_AND_MONTH -> "strftime(day, '%Y-%m'), category";
        };
    int keyCount = keys.endsWith("), category") ? 2 : 1;
    String order =
        IntStream.rangeClosed(1, keyCount)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    String query =
        """
        SELECT %s, SUM(price * quantity) AS revenue, SUM(price) AS prices, SUM(quantity), COUNT(*)
        FROM read_csv('%s', header = false, strict_mode = true, columns = {
            'product': 'VARCHAR', 'category': 'VARCHAR', 'price': 'DECIMAL(18, 4)',
            'quantity': 'INTEGER', 'day': 'DATE'})
        GROUP BY ALL ORDER BY revenue DESC, %s
        """
            .formatted(keys, file, order);
    StringBuilder table = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        table.append(row(rows, keyCount));
      }
    }
    return header(grouping) + table;
  }

  private static String row(ResultSet rows, int keyCount) throws SQLException {
    StringBuilder line = new StringBuilder("|");
    for (int key = 1; key <= keyCount; key++) {
      line.append(' ').append(rows.getString(key).replace("\n", "<br>")).append(" |");
    }
    BigDecimal revenue = rows.getBigDecimal(keyCount + 1).stripTrailingZeros();
    BigDecimal prices = rows.getBigDecimal(keyCount + 2);
    BigDecimal count = rows.getBigDecimal(keyCount + 4);
    return line.append(' ')
        .append((revenue.scale() < 2 ? revenue.setScale(2) : revenue).toPlainString())
        .append(" | ")
        .append(prices.divide(count, 6, RoundingMode.HALF_UP).toPlainString())
        .append(" | ")
        .append(rows.getString(keyCount + 3))
        .append(" | ")
        .append(count)
        .append(" |\n")
        .toString();
  }

  private static String header(SalesGrouping grouping) {
    return FilesAdapter.salesFiles().render(List.of(), grouping, ReportFormat.MARKDOWN, false);
  }

  private static Path writeRandomSales(Path file, int rows, long seed) throws IOException {
    Random random = new Random(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int row = 0; row < rows; row++) {
        out.append(field("P" + random.nextInt(1_000), random)).append(',');
        out.append(field(CATEGORIES.get(random.nextInt(CATEGORIES.size())), random)).append(',');
        String price = BigDecimal.valueOf(random.nextInt(), random.nextInt(5)).toPlainString();
        out.append(field(price, random)).append(',');
        out.append(field(Integer.toString(1 + random.nextInt(1_000)), random)).append(',');
        out.append(
            "20%02d-%02d-%02d"
                .formatted(random.nextInt(30), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        out.append('\n');
      }
    }
    return file;
  }

  private static String field(String text, Random random) {
    boolean mustQuote = text.contains(",") || text.contains("\"") || text.contains("\n");
    return mustQuote || random.nextInt(10) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
