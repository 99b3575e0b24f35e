package dev.tally.adapters.files;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.SalesFiles;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesKey;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that gets stuck in the middle of writing a result, and says so. */
final class WriteToBeKilled {

  static final String STUCK = "stuck";

  private WriteToBeKilled() {}

  /** Takes the result directory, and a file of sales that must be there. */
  public static void main(String[] arguments) throws IOException {
    SalesFiles files = FilesAdapter.salesFiles();
    FilesInput<Sale> input =
        files.input(List.of(arguments[1]), Dialect.STANDARD, SalesPeriod.ALWAYS, 1);
    files
        .output(
            Path.of(arguments[0]),
            SalesGrouping.CATEGORY,
            input,
            Dialect.STANDARD,
            true,
            RejectLimit.NONE)
        .writer()
        .replace(
            List.of(row("first", new BigDecimal("2.00")), row("second", new Unwritable())),
            new Accounting(2, 2, 0, 0, 0, 0),
            List.of());
  }

  private static SalesRow row(String category, BigDecimal revenue) {
    return new SalesRow(new SalesKey(category, SalesKey.ANY_MONTH), revenue, BigDecimal.ONE, 1, 1);
  }

  private static final class Unwritable extends BigDecimal {

    private static final long serialVersionUID = 1L;

    Unwritable() {
      super("1.00");
    }

    @Override
    public String toPlainString() {
      System.out.println(STUCK);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return "";
    }
  }
}
