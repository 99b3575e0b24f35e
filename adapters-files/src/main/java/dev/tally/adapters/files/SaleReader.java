package dev.tally.adapters.files;

import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.SalesFiles.Header;
import dev.tally.domain.sales.Sale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the sales of one range. */
final class SaleReader implements RangeReader<Sale> {

  private final FileRange range;
  private final SaleReaders options;
  private final RangeStream stream;
  private final RecordScanner records;
  private final SaleDecoder decoder;
  private final PlainSales plainSales;
  private boolean mayBeHeader;

  SaleReader(FileRange range, SaleReaders options) throws IOException {
    this.range = range;
    this.options = options;
    this.stream = new RangeStream(range);
    byte delimiter = (byte) options.dialect().delimiter();
    this.records =
        new RecordScanner(
            stream,
            delimiter,
            range.compressed() ? 0 : range.start(),
            range.firstLine(),
            options.maximumLength(),
            RejectedRow.SHOWN_BYTES);
    this.decoder = new SaleDecoder(delimiter);
    this.plainSales = new PlainSales(delimiter);
    boolean isBeginning = range.firstLine() == 1;
    this.mayBeHeader = isBeginning && options.dialect().header() != Header.NO;
    if (isBeginning) {
      records.skipByteOrderMark();
    }
  }

  @Override
  public int read(int maximum, RowHandler<Sale> handler) throws IOException {
    int count = 0;
    while (count < maximum) {
      count += readPlain(maximum - count, handler);
      if (count == maximum || !nextRow()) {
        return count;
      }
      readRow(handler);
      count++;
    }
    return count;
  }

  // Takes rows as long as they are of the usual shape, and returns how many.
  private int readPlain(int maximum, RowHandler<Sale> handler) {
    if (mayBeHeader) {
      return 0;
    }
    byte[] bytes = records.buffer();
    int limit = records.filled();
    int start = records.nextStart();
    int count = 0;
    while (count < maximum) {
      Sale sale = plainSales.read(bytes, start, limit);
      if (sale == null || plainSales.next() - start > options.maximumLength()) {
        break;
      }
      handOver(sale, handler);
      start = plainSales.next();
      count++;
    }
    records.skip(start, count);
    return count;
  }

  private void readRow(RowHandler<Sale> handler) {
    if (records.broken()) {
      handler.rejected(reject("", brokenReason()));
      return;
    }
    Sale sale = decoder.decode(records.bytes(), records.start(), records.end(), records.quoted());
    if (sale == null) {
      handler.rejected(reject(decoder.faultColumn(), decoder.faultReason()));
    } else {
      handOver(sale, handler);
    }
  }

  private void handOver(Sale sale, RowHandler<Sale> handler) {
    if (options.period().contains(sale)) {
      handler.event(sale);
    } else {
      handler.ignored();
    }
  }

  @Override
  public long bytesRead() {
    return Math.min(stream.bytesRead(), range.length());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private boolean nextRow() throws IOException {
    boolean found = records.next();
    if (!found || !mayBeHeader) {
      return found;
    }
    mayBeHeader = false;
    return isHeader() ? records.next() : true;
  }

  private boolean isHeader() {
    return options.dialect().header() == Header.YES
        || (!records.broken() && decoder.isHeader(records.bytes(), records.start(), records.end()));
  }

  private String brokenReason() {
    return records.quoted()
        ? "a quoted field is not closed"
        : "the row is longer than " + options.maximumLength() + " bytes";
  }

  private RejectedRow reject(String column, String reason) {
    int length = Math.min(records.end() - records.start(), RejectedRow.SHOWN_BYTES);
    String row = new String(records.bytes(), records.start(), length, StandardCharsets.UTF_8);
    return new RejectedRow(range.path(), records.line(), records.offset(), column, reason, row);
  }
}
