package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SalesCommandsTest {

  private static final String FOUR_SALES =
      """
      P1,books,1.50,2,2024-01-31
      P2,books,0.25,1,2024-02-01
      P3,=toys,10.00,3,2024-02-29
      P4,books,2.00,0,2024-02-29
      """;

  @TempDir private Path directory;

  @Test
  void generatedSalesAreSummedUpAndDrawn() throws IOException {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("generate sales")).isZero();
    assertThat(tally.execute("run sales-summary --input sales_data.csv --plot p.png")).isZero();

    assertThat(Files.readAllLines(directory.resolve("sales_summary/part-00000.csv")))
        .containsExactly(
            "accessories,891618.57,484.307521,1809,363",
            "electronics,857087.66,524.698323,1634,322",
            "peripherals,789161.75,510.302794,1559,315");
    assertThat(directory.resolve("p.png")).isNotEmptyFile();
    assertThat(tally.terminal.output())
        .contains("read 1000 = counted 1000 + late 0 + rejected 0 + ignored 0");
    assertThat(tally.brokerCalls).isEmpty();
  }

  @Test
  void rejectedRowsAreShownAndListed() throws IOException {
    sales();
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    int code = tally.execute("run sales-summary --input sales.csv --report r.json");

    assertThat(code).isZero();
    assertThat(tally.terminal.output())
        .contains(
            "sales.csv, line 4, byte 82, column quantity: quantity is not positive: '0'",
            "read 4 = counted 3 + late 0 + rejected 1 + ignored 0");
    assertThat(Files.readString(directory.resolve("sales_summary/rejects.csv")))
        .contains(",4,82,quantity,quantity is not positive: '0',\"P4,books,2.00,0,2024-02-29\"");
    JsonNode rejected =
        new ObjectMapper()
            .readTree(directory.resolve("r.json").toFile())
            .path("firstRejected")
            .path(0);
    assertThat(rejected.path("line").asLong()).isEqualTo(4);
    assertThat(rejected.path("column").asText()).isEqualTo("quantity");
  }

  @Test
  void formatForProgramsIsAloneOnStandardOutput() throws IOException {
    sales();
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    tally.execute(
        "run sales-summary --input sales.csv --format csv --by month,category --from-date 2024-02-01");

    assertThat(tally.terminal.output())
        .isEqualTo(
            """
            month,category,total_revenue,avg_price,total_quantity,transaction_count
            2024-02,'=toys,30.00,10.000000,3,1
            2024-02,books,0.25,0.250000,1,1
            """);
    assertThat(tally.terminal.errors())
        .contains("read 4 = counted 2 + late 0 + rejected 1 + ignored 1");
  }

  @Test
  void tooManyRejectsKeepTheResultBefore() throws IOException {
    sales();
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.execute("run sales-summary --input sales.csv");
    String before = Files.readString(directory.resolve("sales_summary/part-00000.csv"));

    int code = tally.execute("run sales-summary --input sales.csv --by month --max-rejects 10%");

    assertThat(code).isEqualTo(ExitCode.DATA.code());
    assertThat(Files.readString(directory.resolve("sales_summary/part-00000.csv")))
        .isEqualTo(before);
  }

  @Test
  void whatCannotBeRightIsRefusedBeforeAnythingIsRead() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("run sales-summary --input none.csv"))
        .isEqualTo(ExitCode.NOT_FOUND.code());
    assertThat(tally.execute("run sales-summary --input x --by year"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(tally.execute("run sales-summary --input x --delimiter ab"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(tally.execute("run sales-summary --input x --plot p.gif"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(
            tally.execute(
                "run sales-summary --input x --from-date 2024-03-01 --to-date 2024-02-01"))
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void demoChecksItsOwnSums() {
    InMemoryTally tally = InMemoryTally.onPipe(directory);

    assertThat(tally.execute("demo sales-summary --count 200")).isZero();

    assertThat(tally.terminal.output())
        .contains("check: the revenues of 3 categories are those of the file's lines: equal");
  }

  private void sales() throws IOException {
    Files.writeString(directory.resolve("sales.csv"), FOUR_SALES);
  }
}
