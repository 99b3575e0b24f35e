package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.ResultWriter;
import dev.tally.application.port.out.SalesFiles;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesKey;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class KilledWriteTest {

  @TempDir private Path folder;

  @Test
  void resultBeforeIsWholeAndTheNextRunCleansUp() throws Exception {
    Path sales = Files.writeString(folder.resolve("sales.csv"), "P1,a,1.00,1,2024-01-01\n");
    Path result = folder.resolve("result");
    writer(result, sales).replace(rows("before"), new Accounting(1, 1, 0, 0, 0, 0), List.of());
    List<String> whole = namesIn(result);

    killInTheMiddleOfWriting(result, sales);

    assertThat(namesIn(result)).hasSizeGreaterThan(whole.size()).containsAll(whole);
    assertThat(Files.readString(result.resolve("part-00000.csv")))
        .isEqualTo("before,1.00,1.000000,1,1\n");

    writer(result, sales).replace(rows("after"), new Accounting(1, 1, 0, 0, 0, 0), List.of());

    assertThat(namesIn(result)).isEqualTo(whole);
    assertThat(Files.readString(result.resolve("part-00000.csv")))
        .isEqualTo("after,1.00,1.000000,1,1\n");
  }

  private static void killInTheMiddleOfWriting(Path result, Path sales) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WriteToBeKilled.class.getName(),
                result.toString(),
                sales.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = process.inputReader()) {
      assertThat(said.readLine()).isEqualTo(WriteToBeKilled.STUCK);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static ResultWriter<SalesRow> writer(Path result, Path sales) throws IOException {
    SalesFiles files = FilesAdapter.salesFiles();
    FilesInput<Sale> input =
        files.input(List.of(sales.toString()), Dialect.STANDARD, SalesPeriod.ALWAYS, 1);
    return files
        .output(result, SalesGrouping.CATEGORY, input, Dialect.STANDARD, true, RejectLimit.NONE)
        .writer();
  }

  private static List<SalesRow> rows(String category) {
    return List.of(
        new SalesRow(
            new SalesKey(category, SalesKey.ANY_MONTH),
            new BigDecimal("1.00"),
            new BigDecimal("1.000000"),
            1,
            1));
  }

  private static List<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
