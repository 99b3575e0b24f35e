package dev.tally.bootstrap.command;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.in.SummarizeSales.Summary;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.bootstrap.console.Console;
import dev.tally.domain.sales.SalesSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code run sales-summary}. */
@Command(
    name = SalesSummary.NAME,
    description = "Sums up sales in CSV files by category or month, exactly.")
final class RunSalesSummaryCommand implements Callable<Integer> {

  private final Environment environment;

  @Mixin SalesOptions options;

  RunSalesSummaryCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws InterruptedException {
    options.check(environment);
    LogFile.announce(environment);
    boolean isResultAlone = options.format != ReportFormat.TABLE;
    JobFollower follower = new JobFollower(environment, isResultAlone);
    Summary summary =
        environment.apps().on(options.engine).summarizeSales().start(options.request(environment));
    RunReport report =
        follower.follow(
            summary.job(),
            new JobScreen(SalesSummary.NAME + " on " + options.engine, List.of(), List::of));
    if (report.status() == JobStatus.FINISHED) {
      show(summary, isResultAlone);
    }
    ExitCode end = follower.conclude(report, options.report(environment));
    if (report.status() == JobStatus.CANCELED) {
      environment.console().note("Stopped early: the result before is as it was.");
    }
    return end.code();
  }

  private void show(Summary summary, boolean isResultAlone) {
    Console console = environment.console();
    String text = summary.render(options.format);
    if (isResultAlone) {
      console.printExactly(text.lines().toList());
    } else {
      console.print(text.lines().toList());
    }
    Optional<Path> plot = options.plotFile(environment);
    plot.ifPresent(summary::plot);
    if (!isResultAlone) {
      console.print("");
    }
    console.note("Result: " + options.outputDirectory);
    plot.ifPresent(file -> console.note("Plot: " + options.plot));
  }
}
