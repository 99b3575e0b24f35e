package dev.tally.adapters.files;

import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.RangeReader.RowHandler;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.Combiner;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesKey;
import dev.tally.domain.sales.SalesRow;
import dev.tally.domain.sales.SalesSummary;
import dev.tally.domain.sales.SalesTotals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What came out of an input: kept row by row, or summed as the kernel does it. */
final class CollectedRows implements RowHandler<Sale> {

  private static final int ROWS_AT_A_TIME = 7;

  final List<Sale> sales = new ArrayList<>();
  final List<RejectedRow> rejected = new ArrayList<>();
  private final Combiner<Sale, SalesKey, SalesTotals> combiner;
  private final WindowTable<SalesKey, SalesTotals, SalesRow> table;
  private final boolean keep;
  private long counted;
  private long ignored;

  private CollectedRows(SalesGrouping grouping, boolean keep) {
    this.combiner = new Combiner<>(SalesSummary.spec(grouping, new Emission(1)));
    this.table = new WindowTable<>(SalesSummary.spec(grouping, new Emission(1)));
    this.keep = keep;
  }

  /** Reads everything and keeps each row. */
  static CollectedRows of(FilesInput<Sale> input) throws IOException {
    return new CollectedRows(SalesGrouping.CATEGORY, true).read(input);
  }

  /** Reads everything and keeps the sums only. */
  static CollectedRows sumOf(FilesInput<Sale> input, SalesGrouping grouping) throws IOException {
    return new CollectedRows(grouping, false).read(input);
  }

  List<SalesRow> summary() {
    List<SalesRow> rows = new ArrayList<>();
    table.emit((key, start, accumulator, result, state) -> rows.add(result));
    return rows;
  }

  Accounting accounting() {
    long read = counted + rejected.size() + ignored;
    return new Accounting(read, counted, 0, rejected.size(), ignored, 0);
  }

  @Override
  public void event(Sale sale) {
    counted++;
    combiner.add(sale);
    if (keep) {
      sales.add(sale);
    }
  }

  @Override
  public void ignored() {
    ignored++;
  }

  @Override
  public void rejected(RejectedRow row) {
    rejected.add(row);
  }

  private CollectedRows read(FilesInput<Sale> input) throws IOException {
    for (FileRange range : input.ranges()) {
      try (RangeReader<Sale> reader = input.readers().open(range)) {
        int read;
        do {
          read = reader.read(ROWS_AT_A_TIME, this);
        } while (read > 0);
      }
      combiner.drain((key, start, totals, events) -> table.merge(key, start, totals));
    }
    return this;
  }
}
