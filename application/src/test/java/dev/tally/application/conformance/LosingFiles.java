package dev.tally.application.conformance;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.out.DirectoryOutput;
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

/** Files that somebody removes between the planning and the reading. */
record LosingFiles(SalesFiles files) implements SalesFiles {

  @Override
  public FilesInput<Sale> input(
      List<String> paths, Dialect dialect, SalesPeriod period, int parallelism) throws IOException {
    FilesInput<Sale> input = files.input(paths, dialect, period, parallelism);
    for (String path : paths) {
      Files.delete(Path.of(path));
    }
    return input;
  }

  @Override
  public DirectoryOutput<SalesRow> output(
      Path directory,
      SalesGrouping grouping,
      FilesInput<Sale> input,
      Dialect dialect,
      boolean spreadsheetSafe,
      RejectLimit limit) {
    return files.output(directory, grouping, input, dialect, spreadsheetSafe, limit);
  }

  @Override
  public String render(
      List<SalesRow> rows, SalesGrouping grouping, ReportFormat format, boolean spreadsheetSafe) {
    return files.render(rows, grouping, format, spreadsheetSafe);
  }

  @Override
  public void plot(List<SalesRow> rows, SalesGrouping grouping, Path file) throws IOException {
    files.plot(rows, grouping, file);
  }

  @Override
  public void generate(long rows, long seed, Path file) throws IOException {
    files.generate(rows, seed, file);
  }
}
