package dev.tally.adapters.files;

import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.RangeReaders;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesPeriod;
import java.io.IOException;

/**
 * Opens ranges of files of sales.
 *
 * @param maximumLength of a row with its line break, in bytes; longer ones are rejected
 */
record SaleReaders(Dialect dialect, SalesPeriod period, int maximumLength)
    implements RangeReaders<Sale> {

  @Override
  public RangeReader<Sale> open(FileRange range) throws IOException {
    return new SaleReader(range, this);
  }
}
