package dev.tally.application.service;

import dev.tally.application.port.RunningJob;
import dev.tally.application.port.in.SummarizeSales;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.Execution;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.SalesFiles;
import dev.tally.application.port.out.SalesFiles.ReportFormat;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesRow;
import dev.tally.domain.sales.SalesSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sums up sales on whichever engine it is given. */
public final class SummarizeSalesService implements SummarizeSales {

  // Files have an end, and only the last rows are written: nothing is emitted on the way.
  private static final Emission EMISSION = Emission.every(Duration.ofSeconds(1));

  private final AggregationEngine engine;
  private final SalesFiles files;

  /** Makes the use case over its engine and files. */
  public SummarizeSalesService(AggregationEngine engine, SalesFiles files) {
    this.engine = engine;
    this.files = files;
  }

  @Override
  public Summary start(Request request) {
    FilesInput<Sale> input = inputOf(request);
    DirectoryOutput<SalesRow> output =
        files.output(
            request.output(),
            request.grouping(),
            input,
            request.dialect(),
            request.spreadsheetSafe(),
            request.limit());
    CompletableFuture<List<SalesRow>> rows = new CompletableFuture<>();
    RunningJob job =
        engine.start(
            SalesSummary.spec(request.grouping(), EMISSION),
            input,
            keeping(output, request.output(), rows),
            new Execution(request.parallelism(), request.stateDirectory()));
    return new Started(job, rows, request, files);
  }

  private FilesInput<Sale> inputOf(Request request) {
    try {
      return files.input(
          request.input(), request.dialect(), request.period(), request.parallelism());
    } catch (IOException failure) {
      throw FileTrouble.reading(failure);
    }
  }

  private static DirectoryOutput<SalesRow> keeping(
      DirectoryOutput<SalesRow> output, Path directory, CompletableFuture<List<SalesRow>> kept) {
    return new DirectoryOutput<>(
        (rows, accounting, rangesWithRejects) -> {
          try {
            output.writer().replace(rows, accounting, rangesWithRejects);
          } catch (IOException failure) {
            throw FileTrouble.writing(directory, failure);
          }
          kept.complete(List.copyOf(rows));
        });
  }

  private record Started(
      RunningJob job, CompletableFuture<List<SalesRow>> written, Request request, SalesFiles files)
      implements Summary {

    @Override
    public List<SalesRow> rows() {
      return written.getNow(List.of());
    }

    @Override
    public String render(ReportFormat format) {
      return files.render(rows(), request.grouping(), format, request.spreadsheetSafe());
    }

    @Override
    public void plot(Path file) {
      try {
        files.plot(rows(), request.grouping(), file);
      } catch (IOException failure) {
        throw FileTrouble.writing(file, failure);
      }
    }
  }
}
