package dev.tally.adapters.files;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.SalesFiles;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Sales as CSV files.
 *
 * @param maximumLength of a row with its line break, in bytes
 * @param smallestTarget how many bytes a range is to have at least
 */
record SalesFilesAdapter(int maximumLength, long smallestTarget) implements SalesFiles {

  private static final long LARGEST_TARGET = 64 << 20;
  private static final int RANGES_PER_WORKER = 8; // so that workers end at about the same time

  @Override
  public FilesInput<Sale> input(
      List<String> paths, Dialect dialect, SalesPeriod period, int parallelism) throws IOException {
    List<Path> files = FileFinder.find(paths);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    RangePlanner planner =
        new RangePlanner(
            (byte) dialect.delimiter(), maximumLength, targetLength(bytes, parallelism));
    List<FileRange> ranges = planner.plan(files, parallelism);
    return new FilesInput<>(ranges, new SaleReaders(dialect, period, maximumLength));
  }

  @Override
  public DirectoryOutput<SalesRow> output(
      Path directory,
      SalesGrouping grouping,
      FilesInput<Sale> input,
      Dialect dialect,
      boolean spreadsheetSafe,
      RejectLimit limit) {
    return new DirectoryOutput<>(
        new SalesResultWriter(
            directory.toString(),
            new SalesColumns(grouping),
            dialect.header() == Header.YES,
            spreadsheetSafe,
            input.readers(),
            limit));
  }

  @Override
  public String render(
      List<SalesRow> rows, SalesGrouping grouping, ReportFormat format, boolean spreadsheetSafe) {
    return new SalesReport(new SalesColumns(grouping), spreadsheetSafe).render(rows, format);
  }

  @Override
  public void plot(List<SalesRow> rows, SalesGrouping grouping, Path file) throws IOException {
    new SalesChart(rows, grouping).write(file);
  }

  @Override
  public void generate(long rows, long seed, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (PendingFile pending =
        PendingFile.write(file, out -> SalesGenerator.write(rows, seed, out))) {
      pending.publish();
    }
  }

  // One worker reads a file from end to end and needs no cuts.
  private long targetLength(long bytes, int parallelism) {
    if (parallelism == 1) {
      return Long.MAX_VALUE;
    }
    long share = bytes / ((long) parallelism * RANGES_PER_WORKER);
    return Math.max(smallestTarget, Math.min(LARGEST_TARGET, share));
  }
}
