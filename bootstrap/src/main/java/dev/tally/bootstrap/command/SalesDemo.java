package dev.tally.bootstrap.command;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.SummarizeSales;
import dev.tally.application.port.in.SummarizeSales.Summary;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.bootstrap.console.Console;
import dev.tally.bootstrap.console.Numbers;
import dev.tally.bootstrap.wiring.App;
import dev.tally.bootstrap.wiring.Engine;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import dev.tally.domain.sales.SalesSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The demo of the sales summary: writes a file of made-up sales, sums it up, draws the chart, and
 * checks the revenues against sums made the plainest way.
 */
record SalesDemo(Environment environment, Engine engine, long rows, long seed) {

  private static final int PARALLELISM = 2;

  ExitCode run() throws InterruptedException {
    Path folder = Path.of(Environment.DATA_DIRECTORY, DemoCommand.FOLDER);
    Path directory = environment.directory().resolve(folder);
    Path sales = directory.resolve("sales_data.csv");
    Console console = environment.console();
    DemoDirectory.empty(directory, environment.brokers());
    console.print(
        "Demo of %s on %s: %s made-up sales in %s."
            .formatted(
                SalesSummary.NAME,
                engine,
                Numbers.grouped(rows),
                folder.resolve(sales.getFileName())));
    LogFile.announce(environment);
    App app = environment.apps().on(engine);
    app.generateSales().generate(rows, seed, sales);
    Summary summary = app.summarizeSales().start(request(sales, directory));
    JobFollower follower = new JobFollower(environment);
    RunReport report =
        follower.follow(
            summary.job(), new JobScreen(SalesSummary.NAME + " on " + engine, List.of(), List::of));
    boolean isFinished = report.status() == JobStatus.FINISHED;
    if (isFinished) {
      console.print(summary.render(ReportFormat.TABLE).lines().toList());
      summary.plot(directory.resolve("sales_summary.png"));
      console.print("");
    }
    ExitCode end = follower.conclude(report, Optional.empty());
    return isFinished && end == ExitCode.OK ? check(summary.rows(), sales, folder) : end;
  }

  private SummarizeSales.Request request(Path sales, Path directory) {
    return new SummarizeSales.Request(
        List.of(sales.toString()),
        Dialect.STANDARD,
        SalesPeriod.ALWAYS,
        SalesGrouping.CATEGORY,
        directory.resolve("sales_summary"),
        true,
        RejectLimit.NONE,
        PARALLELISM,
        directory.resolve("state"));
  }

  private ExitCode check(List<SalesRow> summary, Path sales, Path folder) {
    Map<String, BigDecimal> expected = plainSums(sales);
    Map<String, BigDecimal> summed = new TreeMap<>();
    summary.forEach(row -> summed.put(row.key().category(), row.totalRevenue()));
    Console console = environment.console();
    if (!summed.equals(expected)) {
      console.print("check: the revenues should be %s, not %s".formatted(expected, summed));
      console.error("The demo's sums are not those of its file.");
      return ExitCode.FAILED;
    }
    console.print(
        "check: the revenues of %d categories are those of the file's lines: equal"
            .formatted(expected.size()));
    console.print("See the chart: " + folder.resolve("sales_summary.png"));
    return ExitCode.OK;
  }

  // The file is the generator's own: no quotes, two decimals.
  private static Map<String, BigDecimal> plainSums(Path sales) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(sales)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> fields = List.of(line.split(",", -1));
        BigDecimal revenue = new BigDecimal(fields.get(2)).multiply(new BigDecimal(fields.get(3)));
        sums.merge(fields.get(1), revenue, BigDecimal::add);
      }
      return sums;
    } catch (IOException failure) {
      throw new TallyException(
          Problem.FORBIDDEN, "Cannot read %s back: %s.".formatted(sales, failure), failure);
    }
  }
}
