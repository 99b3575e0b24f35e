package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.ResultWriter;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.port.out.SalesFiles.Header;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalesResultWriterTest {

  private static final String SALES =
      """
      P1,books,1.50,2,2024-01-31
      P2,"=games, used",20.00,2,2024-02-01
      P3,books,0.05,1,2024-03-01
      P4,books,x,1,2024-03-01
      =P5,"bo""oks",1,0,2024-03-01
      P6,음악,1000.00,1,2024-01-31
      """;

  @TempDir Path folder;

  @Test
  void writesOneRowForEachGroupTheLargestRevenueFirst() throws IOException {
    run(SALES, SalesGrouping.CATEGORY, Header.AUTO, true, RejectLimit.NONE);
    assertThat(Files.readString(result("part-00000.csv")))
        .isEqualTo(
            """
            음악,1000.00,1000.000000,1,1
            "'=games, used",40.00,20.000000,2,1
            books,3.05,0.775000,3,2
            """);
  }

  @Test
  void headerIsWrittenWhereTheInputHasOne() throws IOException {
    run("x\n" + SALES, SalesGrouping.CATEGORY_AND_MONTH, Header.YES, false, RejectLimit.NONE);
    assertThat(Files.readString(result("part-00000.csv")))
        .isEqualTo(
            """
            month,category,total_revenue,avg_price,total_quantity,transaction_count
            2024-01,음악,1000.00,1000.000000,1,1
            2024-02,"=games, used",40.00,20.000000,2,1
            2024-01,books,3.00,1.500000,2,1
            2024-03,books,0.05,0.050000,1,1
            """);
  }

  @Test
  void monthlyReportHasTheMonthForAKey() throws IOException {
    run(SALES, SalesGrouping.MONTH, Header.AUTO, true, RejectLimit.NONE);
    assertThat(Files.readString(result("part-00000.csv")))
        .isEqualTo(
            """
            2024-01,1003.00,500.750000,3,2
            2024-02,40.00,20.000000,2,1
            2024-03,0.05,0.050000,1,1
            """);
  }

  @Test
  void rejectedRowsAreListedAsTheyWere() throws IOException {
    Path file = run(SALES, SalesGrouping.CATEGORY, Header.AUTO, true, RejectLimit.NONE);
    assertThat(Files.readString(result("rejects.csv")))
        .isEqualTo(
            """
            file,line,byte_offset,column,reason,row
            FILE,4,91,price,price is not a decimal number: 'x',"P4,books,x,1,2024-03-01"
            FILE,5,115,quantity,quantity is not positive: '0',"'=P5,""bo\""\""oks"",1,0,2024-03-01"
            """
                .replace("FILE", file.toString()));
  }

  @Test
  void rawResultIsLeftAsItIs() throws IOException {
    run(SALES, SalesGrouping.CATEGORY, Header.AUTO, false, RejectLimit.NONE);
    assertThat(Files.readString(result("part-00000.csv"))).contains("\n\"=games, used\",");
    assertThat(Files.readString(result("rejects.csv"))).contains("\"=P5,");
  }

  @Test
  void newResultReplacesTheOldOneAndLeavesOtherFilesAlone() throws IOException {
    run(SALES, SalesGrouping.CATEGORY, Header.AUTO, true, RejectLimit.NONE);
    Files.writeString(result("part-00001.csv"), "stale");
    Files.writeString(result(".part-00000.csv.of-a-killed-run.tmp"), "half");
    Files.writeString(result("notes.txt"), "mine");

    run("P1,books,1.50,2,2024-01-31\n", SalesGrouping.CATEGORY, Header.NO, true, RejectLimit.NONE);
    assertThat(filesInResult()).containsExactly("notes.txt", "part-00000.csv");
    assertThat(Files.readString(result("part-00000.csv"))).isEqualTo("books,3.00,1.500000,2,1\n");
  }

  @Test
  void runThatRejectsTooMuchLeavesThePreviousResultWhole() throws IOException {
    run(SALES, SalesGrouping.CATEGORY, Header.AUTO, true, RejectLimit.of("2"));
    String previous = Files.readString(result("part-00000.csv"));

    assertThatThrownBy(
            () -> run(SALES, SalesGrouping.MONTH, Header.AUTO, true, RejectLimit.of("1")))
        .isInstanceOf(TallyException.class)
        .hasMessage(
            "2 of 6 rows were rejected, more than the limit of 1; the previous result is kept");
    assertThat(filesInResult()).containsExactly("part-00000.csv", "rejects.csv");
    assertThat(Files.readString(result("part-00000.csv"))).isEqualTo(previous);
  }

  @Test
  void runThatFailsWhileWritingLeavesThePreviousResultWhole() throws IOException {
    run(SALES, SalesGrouping.CATEGORY, Header.AUTO, true, RejectLimit.NONE);
    String previous = Files.readString(result("part-00000.csv"));
    Path file = Files.writeString(folder.resolve("other.csv"), "bad\n");
    FilesInput<Sale> input = input(file, Header.AUTO);
    ResultWriter<SalesRow> writer = writer(input, SalesGrouping.MONTH, Header.AUTO, true);

    assertThatThrownBy(
            () -> writer.replace(List.of(), new Accounting(7, 0, 0, 7, 0, 0), input.ranges()))
        .hasMessage(
            "the input changed during the run: 7 rows were rejected, then 1; run the job again");
    assertThat(filesInResult()).containsExactly("part-00000.csv", "rejects.csv");
    assertThat(Files.readString(result("part-00000.csv"))).isEqualTo(previous);
  }

  @Test
  void sameBytesFromAnyOrderOfRowsAndAnyCuts() throws IOException {
    run(SALES, SalesGrouping.CATEGORY, Header.AUTO, true, RejectLimit.NONE);
    String expected = Files.readString(result("part-00000.csv"));
    List<String> lines = SALES.lines().sorted().toList();
    run(String.join("\n", lines), SalesGrouping.CATEGORY, Header.AUTO, true, RejectLimit.NONE);
    assertThat(Files.readString(result("part-00000.csv"))).isEqualTo(expected);
  }

  private Path run(
      String content, SalesGrouping grouping, Header header, boolean safe, RejectLimit limit)
      throws IOException {
    Path file = Files.writeString(folder.resolve("sales.csv"), content);
    FilesInput<Sale> input = input(file, header);
    CollectedRows rows = CollectedRows.sumOf(input, grouping);
    FilesAdapter.salesFiles()
        .output(folder.resolve("result"), grouping, input, dialect(header), safe, limit)
        .writer()
        .replace(rows.summary(), rows.accounting(), input.ranges());
    return file;
  }

  private ResultWriter<SalesRow> writer(
      FilesInput<Sale> input, SalesGrouping grouping, Header header, boolean safe) {
    return FilesAdapter.salesFiles()
        .output(folder.resolve("result"), grouping, input, dialect(header), safe, RejectLimit.NONE)
        .writer();
  }

  private static FilesInput<Sale> input(Path file, Header header) throws IOException {
    return FilesAdapter.salesFiles()
        .input(List.of(file.toString()), dialect(header), SalesPeriod.ALWAYS, 1);
  }

  private static Dialect dialect(Header header) {
    return new Dialect(header, ',');
  }

  private Path result(String name) {
    return folder.resolve("result").resolve(name);
  }

  private List<String> filesInResult() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("result"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
