package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.port.out.SalesFiles.Header;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesPeriod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSalesTest {

  private static final byte COMMA = ',';
  private static final int MEBIBYTE = 1 << 20;
  private static final SalesPeriod PERIOD = new SalesPeriod(2024_01_01, 2024_12_31);

  private static final String IGNORED = "ignored";

  private final PlainSales plainSales = new PlainSales(COMMA);

  @TempDir Path folder;

  @Test
  void readsARowAndSaysWhereTheNextStarts() {
    assertThat(read("P321,electronics,899.99,3,2024-02-21\nP"))
        .isEqualTo(new Sale("electronics", 899_99, 2, 3, 2024_02_21));
    assertThat(plainSales.next()).isEqualTo(37);
    assertThat(read(",,1,10,2024-02-29\r\nP")).isEqualTo(new Sale("", 1, 0, 10, 2024_02_29));
    assertThat(plainSales.next()).isEqualTo(19);
    assertThat(read("a longer product,책 Bücher 🎧,-12345678.901,1,2024-01-01\n"))
        .isEqualTo(new Sale("책 Bücher 🎧", -12345678_901L, 3, 1, 2024_01_01));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P,books,1,1,2024-01-01", // no end in sight
        "P,books,1,1,2024-01-01\r",
        "P,books,1,1,2024-01-01\rP,books,1,1,2024-01-01\n",
        "\n",
        "",
        "P\n,books,1,1,2024-01-01\n",
        "P,bo\noks,1,1,2024-01-01\n",
        "P,bo\roks,1,1,2024-01-01\n",
        "\"P\",books,1,1,2024-01-01\n",
        "P,\"books\",1,1,2024-01-01\n",
        "P,5\" pipe,1,1,2024-01-01\n",
        "가,books,1,1,2024-01-01\n", // a sale all the same, but not a usual one
        "P,books,1,0,2024-01-01\n",
        "P,books,.,1,2024-01-01\n",
        "P,books,1,1,2024-02-30\n",
        "P,books,1,1,2024-01-01,\n"
      })
  void leavesWhatIsNotUsual(String row) {
    assertThat(read(row)).isNull();
  }

  @Test
  void textFromQuotesIsNotTakenForAPlainField() throws IOException {
    String rows = "P,\"\"\"x\"\"\",1,1,2024-01-01\nP,\"x\",2,1,2024-01-01\nP,x,3,1,2024-01-01\n";
    Path file = Files.writeString(folder.resolve("any.csv"), rows);
    assertThat(bothWays(file, MEBIBYTE, MEBIBYTE))
        .containsExactly(
            new Sale("\"x\"", 1, 0, 1, 2024_01_01),
            new Sale("x", 2, 0, 1, 2024_01_01),
            new Sale("x", 3, 0, 1, 2024_01_01));
  }

  @Test
  void everyGeneratedRowIsUsual() throws IOException {
    Path file = folder.resolve("generated.csv");
    FilesAdapter.salesFiles().generate(5_000, 42, file);
    byte[] bytes = Files.readAllBytes(file);
    int start = 0;
    for (int row = 0; row < 5_000; row++) {
      assertThat(plainSales.read(bytes, start, bytes.length)).isNotNull();
      start = plainSales.next();
    }
    assertThat(start).isEqualTo(bytes.length);
  }

  @Test
  void damagedRowsMeanTheSameBothWaysHoweverTheyAreCutAndBuffered() throws IOException {
    Random random = new Random(42);
    int sales = 0;
    int rejected = 0;
    for (int round = 0; round < 1_000; round++) {
      Path file = Files.write(folder.resolve("any.csv"), damagedRows(random, 60));
      int target = 1 + random.nextInt(3_000);
      List<Object> rows = bothWays(file, target, 20 + random.nextInt(round % 2 == 0 ? 100 : 3_000));
      for (Object row : rows) {
        sales += row instanceof Sale ? 1 : 0;
        rejected += row instanceof RejectedRow ? 1 : 0;
      }
    }
    assertThat(sales).isGreaterThan(10_000);
    assertThat(rejected).isGreaterThan(10_000);
  }

  private @Nullable Sale read(String row) {
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    return plainSales.read(bytes, 0, bytes.length);
  }

  // Rows of every kind, each with a byte changed, left out or put in, or none.
  private static byte[] damagedRows(Random random, int count) {
    String[] categories = {"books", "electronics", "책 Bücher 🎧", "", "home & garden, all", "a\"b"};
    String[] prices = {
      "899.99", "5", ".5", "5.", "-12.50", "+1", "12345678.9", "0.000000001", "1.2.3"
    };
    String[] ends = {"\n", "\n", "\n", "\n", "\n", "\r\n", "\r\n", "\n\n", "\r", ""};
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < count; row++) {
      StringBuilder text = new StringBuilder();
      text.append(random.nextInt(9) == 0 ? "\"P,\n1\"" : "P" + random.nextInt(100_000)).append(',');
      text.append(categories[random.nextInt(categories.length)]).append(',');
      text.append(prices[random.nextInt(prices.length)]).append(',');
      text.append(random.nextInt(1 << random.nextInt(31))).append(',');
      text.append(
          "202%d-%02d-%02d"
              .formatted(
                  random.nextInt(8) == 0 ? 3 : 4, 1 + random.nextInt(12), 1 + random.nextInt(31)));
      damage(text, random);
      rows.append(text).append(ends[random.nextInt(ends.length)]);
    }
    byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    return bytes;
  }

  private static void damage(StringBuilder row, Random random) {
    String alphabet = ",,\"\"\n\r\r\t.-+ 0189\u0000\u007Fé/:";
    int at = random.nextInt(row.length());
    char any = alphabet.charAt(random.nextInt(alphabet.length()));
    switch (random.nextInt(8)) {
      case 0 -> row.setCharAt(at, any);
      case 1 -> row.deleteCharAt(at);
      case 2 -> row.insert(at, any);
      default -> {} // as it is
    }
  }

  private static List<Object> bothWays(Path file, int target, int maximumLength)
      throws IOException {
    List<FileRange> ranges = new RangePlanner(COMMA, maximumLength, target).plan(List.of(file), 1);
    SaleReaders readers = new SaleReaders(new Dialect(Header.NO, ','), PERIOD, maximumLength);
    List<Object> rows = new ArrayList<>();
    List<Object> rowsTheLongWay = new ArrayList<>();
    for (FileRange range : ranges) {
      try (RangeReader<Sale> reader = readers.open(range)) {
        while (reader.read(7, new Keeping(rows)) > 0) {
          // goes on
        }
      }
      readTheLongWay(range, maximumLength, rowsTheLongWay);
    }
    assertThat(rows)
        .as(() -> "of the ranges %s of %s".formatted(ranges, contentOf(file)))
        .isEqualTo(rowsTheLongWay);
    return rows;
  }

  private static void readTheLongWay(FileRange range, int maximumLength, List<Object> rows)
      throws IOException {
    SaleDecoder decoder = new SaleDecoder(COMMA);
    try (RecordScanner records =
        new RecordScanner(
            new RangeStream(range),
            COMMA,
            range.start(),
            range.firstLine(),
            maximumLength,
            RejectedRow.SHOWN_BYTES)) {
      if (range.firstLine() == 1) {
        records.skipByteOrderMark();
      }
      while (records.next()) {
        Sale sale = decode(records, decoder);
        if (sale == null) {
          rows.add(rejected(range, records, decoder, maximumLength));
        } else {
          rows.add(PERIOD.contains(sale) ? sale : IGNORED);
        }
      }
    }
  }

  private static @Nullable Sale decode(RecordScanner records, SaleDecoder decoder) {
    return records.broken()
        ? null
        : decoder.decode(records.bytes(), records.start(), records.end(), records.quoted());
  }

  private static RejectedRow rejected(
      FileRange range, RecordScanner records, SaleDecoder decoder, int maximumLength) {
    String brokenReason =
        records.quoted()
            ? "a quoted field is not closed"
            : "the row is longer than " + maximumLength + " bytes";
    return new RejectedRow(
        range.path(),
        records.line(),
        records.offset(),
        records.broken() ? "" : decoder.faultColumn(),
        records.broken() ? brokenReason : decoder.faultReason(),
        new String(
            records.bytes(),
            records.start(),
            records.end() - records.start(),
            StandardCharsets.UTF_8));
  }

  private static String contentOf(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      return failure.toString();
    }
  }

  private record Keeping(List<Object> rows) implements RangeReader.RowHandler<Sale> {

    @Override
    public void event(Sale event) {
      rows.add(event);
    }

    @Override
    public void ignored() {
      rows.add(IGNORED);
    }

    @Override
    public void rejected(RejectedRow row) {
      rows.add(row);
    }
  }
}
