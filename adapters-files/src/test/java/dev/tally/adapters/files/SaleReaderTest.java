package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.port.out.SalesFiles.Header;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesPeriod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaleReaderTest {

  private static final String HEADER = "product_id,category,price,quantity,transaction_date\n";
  private static final String ROWS =
      "P1,books,1.50,1,2024-01-31\nP2,games,20.00,2,2024-02-01\nP3,books,0.01,3,2024-03-01\n";

  @TempDir Path folder;

  @Test
  void headerIsFoundByItsNames() throws IOException {
    assertThat(read(HEADER + ROWS, Header.AUTO).sales).hasSize(3);
    assertThat(
            read("Product ID,\"Category\",PRICE,quantity,Transaction_Date\r\n" + ROWS, Header.AUTO)
                .accounting())
        .isEqualTo(new Accounting(3, 3, 0, 0, 0, 0));
    assertThat(read(ROWS, Header.AUTO).sales).hasSize(3);
    assertThat(read(HEADER, Header.AUTO).accounting()).isEqualTo(Accounting.NONE);
  }

  @Test
  void headerIsTakenOrLeftAsTold() throws IOException {
    assertThat(read(ROWS, Header.YES).sales).hasSize(2);
    assertThat(read(HEADER + ROWS, Header.NO).rejected)
        .extracting(RejectedRow::reason)
        .containsExactly("price is not a decimal number: 'price'");
  }

  @Test
  void everyFileHasItsOwnHeader() throws IOException {
    Path first = write("1.csv", HEADER + ROWS);
    Path second = write("2.csv", "\uFEFF" + HEADER + ROWS);
    assertThat(CollectedRows.of(input(first, second)).accounting())
        .isEqualTo(new Accounting(6, 6, 0, 0, 0, 0));
  }

  @Test
  void byteOrderMarkLineEndsAndEmptyLinesMakeNoDifference() throws IOException {
    List<Sale> expected = read(ROWS, Header.AUTO).sales;
    assertThat(read("\uFEFF" + ROWS, Header.AUTO).sales).isEqualTo(expected);
    assertThat(read(ROWS.replace("\n", "\r\n"), Header.AUTO).sales).isEqualTo(expected);
    assertThat(read("\n\n" + ROWS.replace("\n", "\n\r\n"), Header.AUTO).sales).isEqualTo(expected);
    assertThat(read(ROWS.stripTrailing(), Header.AUTO).sales).isEqualTo(expected);
  }

  @Test
  void rejectedRowsAreToldWithFileLineOffsetColumnReasonAndText() throws IOException {
    Path file =
        write("bad.csv", "\uFEFF" + ROWS + "\"P\n4\",books,x,1,2024-01-01\r\nP5,\"lost\nP6\n");
    assertThat(CollectedRows.of(input(file)).rejected)
        .containsExactly(
            new RejectedRow(
                file.toString(),
                4,
                85,
                "price",
                "price is not a decimal number: 'x'",
                "\"P\n4\",books,x,1,2024-01-01"),
            new RejectedRow(
                file.toString(), 6, 113, "", "a quoted field is not closed", "P5,\"lost"),
            new RejectedRow(
                file.toString(), 7, 122, "category", "the row has 1 columns, not 5", "P6"));
  }

  @Test
  void rowTooLongForTheMemoryIsRejectedWithItsBeginning() throws IOException {
    Path file = write("long.csv", "P," + "x".repeat(3 << 20) + ",1,1,2024-01-01\n" + ROWS);
    CollectedRows rows = CollectedRows.of(input(file));
    assertThat(rows.sales).hasSize(3);
    assertThat(rows.rejected).hasSize(1);
    assertThat(rows.rejected.get(0).reason()).isEqualTo("the row is longer than 1048576 bytes");
    assertThat(rows.rejected.get(0).row()).isEqualTo("P," + "x".repeat(4_094));
  }

  @Test
  void salesOutsideThePeriodAreIgnored() throws IOException {
    Path file = write("any.csv", ROWS + "bad\n");
    FilesInput<Sale> input =
        FilesAdapter.salesFiles()
            .input(
                List.of(file.toString()),
                Dialect.STANDARD,
                new SalesPeriod(2024_02_01, 2024_02_29),
                1);
    assertThat(CollectedRows.of(input).accounting()).isEqualTo(new Accounting(4, 1, 0, 1, 2, 0));
  }

  @Test
  void gzipIsReadByItsContentWhateverItsNameEvenInSeveralMembers() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(gzip("\uFEFF" + HEADER + ROWS));
    bytes.write(gzip(ROWS));
    Path file = Files.write(folder.resolve("any.gz"), bytes.toByteArray());
    FilesInput<Sale> input = input(file);
    assertThat(input.ranges())
        .containsExactly(new FileRange(file.toString(), 0, bytes.size(), 1, true));
    assertThat(CollectedRows.of(input).sales).hasSize(6);
    try (RangeReader<Sale> reader = input.readers().open(input.ranges().get(0))) {
      reader.read(1, CollectedRows.of(input));
      assertThat(reader.bytesRead()).isEqualTo(bytes.size());
    }
  }

  @Test
  void damagedGzipIsNamed() throws IOException {
    byte[] whole = gzip(ROWS.repeat(1_000));
    Path file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length - 20));
    assertThatThrownBy(() -> CollectedRows.of(input(file)))
        .isInstanceOf(TallyException.class)
        .hasMessage(file + " is damaged, its gzip data ends or breaks off early");
  }

  @Test
  void fileThatShrinksUnderTheJobIsNamed() throws IOException {
    Path file = write("any.csv", ROWS);
    FilesInput<Sale> input = input(file);
    Files.writeString(file, "P1,books");
    assertThatThrownBy(() -> CollectedRows.of(input))
        .isInstanceOfSatisfying(
            TallyException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DATA))
        .hasMessage(file + " became shorter while it was read; run the job again");
  }

  private CollectedRows read(String content, Header header) throws IOException {
    Path file = write("any.csv", content);
    return CollectedRows.of(
        FilesAdapter.salesFiles()
            .input(List.of(file.toString()), new Dialect(header, ','), SalesPeriod.ALWAYS, 1));
  }

  private static FilesInput<Sale> input(Path... files) throws IOException {
    return FilesAdapter.salesFiles()
        .input(
            Arrays.stream(files).map(Path::toString).toList(),
            Dialect.STANDARD,
            SalesPeriod.ALWAYS,
            2);
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static byte[] gzip(String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
