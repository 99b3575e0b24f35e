package dev.tally.application.port.in;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import java.nio.file.Path;
import java.util.List;

/** Sums up sales by group, from CSV files to a directory with the result. */
public interface SummarizeSales {

  /**
   * Looks for the files, cuts them into ranges, and starts the job.
   *
   * @throws dev.tally.application.port.TallyException where there is no such file, or access is
   *     denied
   */
  Summary start(Request request);

  /**
   * What to sum up.
   *
   * @param input files, directories and glob patterns
   * @param period sales outside it are left out
   * @param output the directory whose contents are replaced
   * @param spreadsheetSafe whether text that a spreadsheet would run as a formula is neutralised
   * @param parallelism how many workers read and combine, at least 1
   * @param stateDirectory where engines may keep what they need while they run
   */
  record Request(
      List<String> input,
      Dialect dialect,
      SalesPeriod period,
      SalesGrouping grouping,
      Path output,
      boolean spreadsheetSafe,
      RejectLimit limit,
      int parallelism,
      Path stateDirectory) {}

  /** A summary in the making. */
  interface Summary {

    /** Returns the job that makes it. */
    RunningJob job();

    /** Returns the rows that were written; none before the job has finished. */
    List<SalesRow> rows();

    /** Returns the rows as text, the largest revenue first. */
    String render(ReportFormat format);

    /**
     * Writes a chart of the rows.
     *
     * @throws dev.tally.application.port.TallyException where it cannot be written
     */
    void plot(Path file);
  }
}
