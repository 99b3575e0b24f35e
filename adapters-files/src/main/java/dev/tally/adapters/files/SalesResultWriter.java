package dev.tally.adapters.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tally.adapters.files.PendingFile.Content;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.RangeReader.RowHandler;
import dev.tally.application.port.out.RangeReaders;
import dev.tally.application.port.out.ResultWriter;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a summary and its rejected rows. Rejected rows are not carried through the engine: the
 * ranges that hold some are read again, in order, so that the list is complete, free of duplicates
 * and the same on every engine, and needs no memory.
 */
record SalesResultWriter(
    String directory,
    SalesColumns columns,
    boolean header,
    boolean spreadsheetSafe,
    RangeReaders<Sale> readers,
    RejectLimit limit)
    implements ResultWriter<SalesRow> {

  private static final int ROWS_AT_A_TIME = 1024;

  @Override
  public void replace(List<SalesRow> rows, Accounting accounting, List<FileRange> rangesWithRejects)
      throws IOException {
    limit.check(accounting);
    Map<String, Content> files = new LinkedHashMap<>();
    if (accounting.rejected() > 0) {
      files.put(
          ResultDirectory.REJECTS,
          out -> writeRejects(out, rangesWithRejects, accounting.rejected()));
    }
    files.put(ResultDirectory.PART, out -> writeRows(out, rows));
    try {
      new ResultDirectory(Path.of(directory)).replace(files);
    } catch (IOException e) {
      throw notWritten(e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw notWritten(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
    }
  }

  private TallyException notWritten(@Nullable String reason, Exception failure) {
    return new TallyException(
        Problem.FORBIDDEN,
        "Cannot write the result to %s: %s.%nFree some space or name another folder with --output-dir; the result before is as it was."
            .formatted(directory, reason),
        failure);
  }

  private void writeRows(OutputStream out, List<SalesRow> rows) throws IOException {
    CsvWriter csv = writer(out);
    if (header) {
      csv.writeRecord(columns.names());
    }
    rows.stream()
        .sorted(SalesRow.LARGEST_REVENUE_FIRST)
        .forEach(row -> csv.writeRecord(columns.cells(row, spreadsheetSafe)));
    csv.flush();
  }

  private void writeRejects(OutputStream out, List<FileRange> ranges, long expected)
      throws IOException {
    CsvWriter csv = writer(out);
    csv.writeRecord("file", "line", "byte_offset", "column", "reason", "row");
    RejectsCsv rejects = new RejectsCsv(csv);
    for (FileRange range : ranges) {
      try (RangeReader<Sale> reader = readers.open(range)) {
        int read;
        do {
          read = reader.read(ROWS_AT_A_TIME, rejects);
        } while (read > 0);
      }
    }
    csv.flush();
    if (rejects.count != expected) {
      throw new TallyException(
          Problem.DATA,
          "the input changed during the run: %d rows were rejected, then %d; run the job again"
              .formatted(expected, rejects.count));
    }
  }

  private static CsvWriter writer(OutputStream out) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
  }

  private final class RejectsCsv implements RowHandler<Sale> {

    private final CsvWriter csv;
    private long count;

    RejectsCsv(CsvWriter csv) {
      this.csv = csv;
    }

    @Override
    public void event(Sale event) {}

    @Override
    public void ignored() {}

    @Override
    public void rejected(RejectedRow row) {
      count++;
      csv.writeRecord(
          text(row.file()),
          Long.toString(row.line()),
          Long.toString(row.offset()),
          row.column(),
          row.reason(),
          text(row.row()));
    }

    private String text(String cell) {
      return spreadsheetSafe ? SpreadsheetText.safe(cell) : cell;
    }
  }
}
