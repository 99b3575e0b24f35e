package dev.tally.bootstrap.command;

import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.in.SummarizeSales;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.port.out.SalesFiles.Header;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code run sales-summary} can be told. */
final class SalesOptions extends EngineOptions {

  @Option(
      names = "--input",
      paramLabel = "PATH|DIR|GLOB",
      required = true,
      arity = "1..*",
      description = "CSV files, plain or .gz; all files of a folder; or a pattern in quotes.")
  List<String> input;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      defaultValue = "sales_summary",
      description = "Where the result goes, in place of the one before. Default: ${DEFAULT-VALUE}")
  Path outputDirectory;

  @Option(
      names = "--header",
      paramLabel = "auto|yes|no",
      defaultValue = "auto",
      description = {
        "Whether files begin with a header line. auto: where the first row holds the names of the columns;",
        "with yes, the result has one too. Default: ${DEFAULT-VALUE}"
      })
  Header header;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      defaultValue = ",",
      description =
          "What stands between fields: one ASCII character, or \\t. Default: ${DEFAULT-VALUE}")
  String delimiter;

  @Option(
      names = "--by",
      paramLabel = "KEYS",
      defaultValue = "category",
      description = "category, month, or category,month. Default: ${DEFAULT-VALUE}")
  SalesGrouping grouping;

  @Option(
      names = "--from-date",
      paramLabel = "DATE",
      description = "Leave out sales before this day, such as 2024-02-01.")
  @Nullable LocalDate fromDate;

  @Option(
      names = "--to-date",
      paramLabel = "DATE",
      description = "Leave out sales after this day, such as 2024-02-29.")
  @Nullable LocalDate toDate;

  @Option(
      names = "--plot",
      paramLabel = "FILE.png|FILE.svg",
      description = "Draw revenue, average price and quantity of each group.")
  @Nullable Path plot;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = {
        "table, csv, json or markdown. With any but table, standard output is the result alone.",
        "Default: ${DEFAULT-VALUE}"
      })
  ReportFormat format;

  @Option(
      names = "--max-rejects",
      paramLabel = "N|P%",
      description =
          "Fail, and keep the result before, where more rows are rejected. Default: no limit")
  RejectLimit limit = RejectLimit.NONE;

  @Option(
      names = "--raw",
      description = {
        "Write text as it is. Otherwise what a spreadsheet would take for a formula",
        "(text that begins with = + - @, a tab or a break) gets an apostrophe before it."
      })
  boolean raw;

  @Override
  void check(Environment environment) {
    super.check(environment);
    dialect();
    period();
    plotFile(environment).ifPresent(SalesOptions::checkPlot);
  }

  /** Returns the file for the chart. */
  Optional<Path> plotFile(Environment environment) {
    return Optional.ofNullable(plot).map(environment.directory()::resolve);
  }

  /** Returns the request for the job. */
  SummarizeSales.Request request(Environment environment) {
    return new SummarizeSales.Request(
        input.stream().map(path -> environment.directory().resolve(path).toString()).toList(),
        dialect(),
        period(),
        grouping,
        environment.directory().resolve(outputDirectory),
        !raw,
        limit,
        workers(),
        environment.directory().resolve(Environment.DATA_DIRECTORY).resolve("state"));
  }

  private Dialect dialect() {
    String character = delimiter.equals("\\t") ? "\t" : delimiter;
    if (character.length() != 1) {
      throw usage("--delimiter", "one character, not '" + delimiter + "'");
    }
    try {
      return new Dialect(header, character.charAt(0));
    } catch (IllegalArgumentException wrong) {
      throw usage("--delimiter", "one ASCII character that is no quote and no line break");
    }
  }

  private SalesPeriod period() {
    int first = fromDate == null ? SalesPeriod.ALWAYS.first() : SalesPeriod.dayOf(fromDate);
    int last = toDate == null ? SalesPeriod.ALWAYS.last() : SalesPeriod.dayOf(toDate);
    if (first > last) {
      throw usage("--to-date", "a day that is not before --from-date");
    }
    return new SalesPeriod(first, last);
  }

  private static void checkPlot(Path file) {
    String name = file.toString();
    if (!name.endsWith(".png") && !name.endsWith(".svg")) {
      throw usage("--plot", "a file whose name ends in .png or .svg");
    }
    requireFolder(file, "--plot");
  }
}
