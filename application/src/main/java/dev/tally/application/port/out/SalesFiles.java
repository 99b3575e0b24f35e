package dev.tally.application.port.out;

import dev.tally.application.port.RejectLimit;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/** Files of sales, and the files made of their summary. */
public interface SalesFiles {

  /**
   * Finds the files and cuts them into ranges; no larger part of any file is held in memory.
   *
   * @param paths files, directories (all files below, save hidden ones) and glob patterns; a file
   *     found twice is read once
   * @param period sales outside it are ignored
   * @param parallelism how many threads may look for the cuts, and how many workers there will be
   * @throws dev.tally.application.port.TallyException where there is no such file
   */
  FilesInput<Sale> input(List<String> paths, Dialect dialect, SalesPeriod period, int parallelism)
      throws IOException;

  /**
   * Describes the result directory of a summary.
   *
   * @param spreadsheetSafe whether text that a spreadsheet would run as a formula is neutralised
   */
  DirectoryOutput<SalesRow> output(
      Path directory,
      SalesGrouping grouping,
      FilesInput<Sale> input,
      Dialect dialect,
      boolean spreadsheetSafe,
      RejectLimit limit);

  /** Returns the rows as text, the largest revenue first. */
  String render(
      List<SalesRow> rows, SalesGrouping grouping, ReportFormat format, boolean spreadsheetSafe);

  /** Writes a chart of the rows; the file's name ends in {@code .png} or {@code .svg}. */
  void plot(List<SalesRow> rows, SalesGrouping grouping, Path file) throws IOException;

  /** Writes a file of generated sales: the same seed, the same bytes. */
  void generate(long rows, long seed, Path file) throws IOException;

  /**
   * How the rows of a file are written.
   *
   * @param delimiter what stands between fields: one ASCII character
   */
  record Dialect(Header header, char delimiter) implements Serializable {

    /** RFC 4180 with a header where there is one. */
    public static final Dialect STANDARD = new Dialect(Header.AUTO, ',');

    public Dialect {
      if (delimiter == '"'
          || delimiter == '\n'
          || delimiter == '\r'
          || delimiter > 126
          || delimiter == 0) {
        throw new IllegalArgumentException(
            "a delimiter is one ASCII character, no quote and no line break");
      }
    }
  }

  /** Whether files begin with a header line. */
  enum Header {
    /** A file's first row is a header where it holds the names of the columns. */
    AUTO,
    /** Every file's first row is one, whatever it holds; so is the result's. */
    YES,
    /** No file has one. */
    NO
  }

  /** How a summary is shown. */
  enum ReportFormat {
    /** Aligned columns. */
    TABLE,
    /** RFC 4180 with a header line. */
    CSV,
    /** An array of objects. */
    JSON,
    /** A table for GitHub. */
    MARKDOWN
  }
}
