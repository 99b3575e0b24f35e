package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesKey;
import dev.tally.domain.sales.SalesRow;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesReportTest {

  private static final List<SalesRow> ROWS =
      List.of(
          row("=1|\"a\"\\\n", 202_401, "9.50"),
          row("책", 202_402, "143009.10"),
          row("electronics", 202_401, "-7.00"));

  @Test
  void tableIsAlignedByWhatATerminalShows() {
    assertThat(render(SalesGrouping.CATEGORY, ReportFormat.TABLE))
        .isEqualTo(
            """
            category     total_revenue  avg_price  total_quantity  transaction_count
            책               143009.10   1.500000               3                  2
            =1|"a"\\\uFFFD              9.50   1.500000               3                  2
            electronics          -7.00   1.500000               3                  2
            """);
  }

  @Test
  void csvIsSafeForSpreadsheets() {
    assertThat(render(SalesGrouping.CATEGORY_AND_MONTH, ReportFormat.CSV))
        .isEqualTo(
            """
            month,category,total_revenue,avg_price,total_quantity,transaction_count
            2024-02,책,143009.10,1.500000,3,2
            2024-01,"'=1|""a""\\
            ",9.50,1.500000,3,2
            2024-01,electronics,-7.00,1.500000,3,2
            """);
  }

  @Test
  void jsonKeepsTextAndPlainNumbers() {
    assertThat(render(SalesGrouping.CATEGORY_AND_MONTH, ReportFormat.JSON))
        .startsWith(
            "[{\"month\": \"2024-02\", \"category\": \"책\", \"total_revenue\": 143009.10, "
                + "\"avg_price\": 1.500000, \"total_quantity\": 3, \"transaction_count\": 2},\n "
                + "{\"month\": \"2024-01\", \"category\": \"=1|\\\"a\\\"\\\\\\u000a\", ")
        .endsWith("}]\n");
    assertThat(
            new SalesReport(new SalesColumns(SalesGrouping.MONTH), true)
                .render(List.of(), ReportFormat.JSON))
        .isEqualTo("[]\n");
  }

  @Test
  void markdownEscapesWhatWouldBreakTheTable() {
    assertThat(render(SalesGrouping.CATEGORY, ReportFormat.MARKDOWN))
        .isEqualTo(
            """
            | category | total_revenue | avg_price | total_quantity | transaction_count |
            | --- | ---: | ---: | ---: | ---: |
            | 책 | 143009.10 | 1.500000 | 3 | 2 |
            | =1\\|"a"\\\\<br> | 9.50 | 1.500000 | 3 | 2 |
            | electronics | -7.00 | 1.500000 | 3 | 2 |
            """);
  }

  @Test
  void cellsThatASpreadsheetWouldRunAreNeutralised() {
    for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n")) {
      assertThat(SpreadsheetText.safe(start + "1")).isEqualTo("'" + start + "1");
    }
    assertThat(SpreadsheetText.safe("a=1")).isEqualTo("a=1");
    assertThat(SpreadsheetText.safe("")).isEmpty();
  }

  private static String render(SalesGrouping grouping, ReportFormat format) {
    return new SalesReport(new SalesColumns(grouping), true).render(ROWS, format);
  }

  private static SalesRow row(String category, int month, String revenue) {
    return new SalesRow(
        new SalesKey(category, month), new BigDecimal(revenue), new BigDecimal("1.500000"), 3, 2);
  }
}
