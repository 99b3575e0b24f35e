package dev.tally.application.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Problem;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RejectLimit;
import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.RunningJob;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.in.SummarizeSales;
import dev.tally.application.port.in.SummarizeSales.Summary;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.SalesFiles;
import dev.tally.application.port.out.SalesFiles.Dialect;
import dev.tally.application.service.SummarizeSalesService;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every engine promises of jobs over files: the same bytes as a naive model makes, however
 * many workers there are and wherever the ranges end. A subclass for each engine says how to make
 * it.
 */
@Timeout(120)
public abstract class SalesConformance {

  private static final int[] PARALLELISMS = {1, 2, 4};

  @TempDir private Path folder;

  /** Returns the engine under test. */
  protected abstract AggregationEngine engine();

  /** Returns files that are cut into ranges of a few rows. */
  protected abstract SalesFiles files();

  @Test
  void plainRowsAreSummedExactly() throws Exception {
    SalesCorpus corpus = corpus().file("plain.csv");
    Random random = new Random(7);
    for (int row = 0; row < 3_000; row++) {
      corpus.sale("c" + random.nextInt(3), cents(random), 1 + random.nextInt(9));
    }
    assertSummed(corpus);
  }

  @Test
  void quotedFieldsMayHoldDelimitersQuotesAndLineBreaks() throws Exception {
    SalesCorpus corpus = corpus().file("quoted.csv");
    Random random = new Random(8);
    List<String> categories =
        List.of("a,b", "say \"so\"", "two\nlines", "P1,x,1.00,1,2024-01-01\nP2,\"y\",2.00,2", "ok");
    for (int row = 0; row < 1_000; row++) {
      corpus.sale(
          categories.get(random.nextInt(categories.size())), cents(random), 1 + random.nextInt(9));
    }
    assertSummed(corpus);
  }

  @Test
  void badRowsAreListedWithTheirPlacesAndCounted() throws Exception {
    SalesCorpus corpus = corpus();
    for (String name : List.of("first.csv", "second.csv")) {
      corpus.file(name);
      for (int row = 0; row < 400; row++) {
        corpus.sale("books", "1.25", 2);
        if (row % 37 == 0) {
          corpus.reject("P1,books,1.00,0,2024-01-01", "quantity", "quantity is not positive: '0'");
        }
        if (row % 91 == 0) {
          corpus.reject("P1,books,1.00", "quantity", "the row has 3 columns, not 5");
        }
      }
    }
    assertSummed(corpus);
  }

  @Test
  void severalFilesAndCompressedOnesAreOneInput() throws Exception {
    SalesCorpus corpus = corpus();
    Random random = new Random(9);
    for (String name : List.of("a.csv", "b.csv.gz", "c.csv", "d.csv.gz")) {
      corpus.file(name);
      for (int row = 0; row < 500; row++) {
        corpus.sale("c" + random.nextInt(5), cents(random), 1 + random.nextInt(9));
      }
    }
    assertSummed(corpus);
  }

  @Test
  void emptyInputHasAnEmptyResult() throws Exception {
    assertSummed(corpus().file("empty.csv"));
  }

  @Test
  void oneLargeGroupIsSplitAmongAllWorkers() throws Exception {
    SalesCorpus corpus = corpus().file("one.csv");
    for (int row = 0; row < 20_000; row++) {
      corpus.sale("only", "999999999.99", 9);
    }
    assertSummed(corpus);
  }

  @Test
  void sixtyGroupsAreAllThere() throws Exception {
    SalesCorpus corpus = corpus().file("sixty.csv");
    Random random = new Random(10);
    for (int row = 0; row < 6_000; row++) {
      corpus.sale("category " + row % 60, cents(random), 1 + random.nextInt(9));
    }
    assertSummed(corpus);
  }

  @Test
  void totalBeyondTheRangeNamesItsGroupAndKeepsTheResultBefore() throws Exception {
    String before = keptResult();
    List<String> input = manyLargeSales();

    RunReport report = summarize(input, 2, RejectLimit.NONE).job().await();

    assertThat(report.status()).isEqualTo(JobStatus.FAILED);
    assertThat(Optional.ofNullable(report.failure()))
        .get()
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining("total_revenue of category 'huge'")
                    .hasMessageContaining("beyond the range"));
    assertThat(read("part-00000.csv")).isEqualTo(before);
  }

  @Test
  void moreRejectsThanAllowedFailTheRunAndKeepTheResultBefore() throws Exception {
    String before = keptResult();
    SalesCorpus corpus = corpus().file("bad.csv");
    for (int row = 0; row < 200; row++) {
      corpus.sale("books", "1.00", 1).reject("x", "category", "the row has 1 columns, not 5");
    }

    RunReport report = summarize(corpus.write(), 2, RejectLimit.of("10%")).job().await();

    assertThat(report.status()).isEqualTo(JobStatus.FAILED);
    assertThat(report.failure()).isInstanceOf(TallyException.class);
    assertThat(((TallyException) report.failure()).problem()).isEqualTo(Problem.DATA);
    assertThat(read("part-00000.csv")).isEqualTo(before);
    assertThat(output().resolve("rejects.csv")).doesNotExist();
  }

  @Test
  void fileThatIsGoneFailsTheRunAndKeepsTheResultBefore() throws Exception {
    String before = keptResult();
    SalesCorpus corpus = corpus().file("gone.csv").sale("books", "1.00", 1);
    List<String> input = corpus.write();
    SalesFiles losing = new LosingFiles(files());

    RunReport report =
        new SummarizeSalesService(engine(), losing)
            .start(request(input, 2, RejectLimit.NONE))
            .job()
            .await();

    assertThat(report.status()).isEqualTo(JobStatus.FAILED);
    assertThat(read("part-00000.csv")).isEqualTo(before);
  }

  @Test
  void stoppedRunKeepsTheResultBefore() throws Exception {
    String before = keptResult();
    SalesCorpus corpus = corpus();
    for (int file = 0; file < 40; file++) {
      corpus.file("%02d.csv".formatted(file));
      for (int row = 0; row < 5_000; row++) {
        corpus.sale("books", "1.00", 1);
      }
    }
    RunningJob job = summarize(corpus.write(), 1, RejectLimit.NONE).job();
    job.stop();
    RunReport report = job.await();

    if (report.status() == JobStatus.FINISHED) { // the end may come first
      assertThat(read("part-00000.csv")).isEqualTo(corpus.expectedPart());
    } else {
      assertThat(report.status()).isEqualTo(JobStatus.CANCELED);
      assertThat(report.failure()).isNull();
      assertThat(read("part-00000.csv")).isEqualTo(before);
    }
  }

  private void assertSummed(SalesCorpus corpus) throws Exception {
    List<String> input = corpus.write();
    for (int parallelism : PARALLELISMS) {
      Summary summary = summarize(input, parallelism, RejectLimit.NONE);
      RunReport report = summary.job().await();

      assertThat(report.failure()).isNull();
      assertThat(report.status()).isEqualTo(JobStatus.FINISHED);
      assertThat(report.engine()).isEqualTo(engine().name());
      assertThat(report.accounting())
          .isEqualTo(
              new Accounting(
                  corpus.counted() + corpus.rejected(),
                  corpus.counted(),
                  0,
                  corpus.rejected(),
                  0,
                  0));
      assertThat(report.firstRejected())
          .hasSize((int) Math.min(RejectedRow.SHOWN, corpus.rejected()));
      Progress progress = summary.job().progress();
      assertThat(progress.status()).isEqualTo(JobStatus.FINISHED);
      assertThat(progress.bytes())
          .hasValueSatisfying(bytes -> assertThat(bytes.done()).isEqualTo(bytes.all()));
      assertThat(summary.rows().stream().mapToLong(SalesRow::transactionCount).sum())
          .isEqualTo(corpus.counted());
      assertThat(read("part-00000.csv")).isEqualTo(corpus.expectedPart());
      if (corpus.rejected() == 0) {
        assertThat(output().resolve("rejects.csv")).doesNotExist();
      } else {
        assertThat(read("rejects.csv")).isEqualTo(corpus.expectedRejects());
      }
    }
  }

  /** Leaves a result in the output directory; returns it. */
  private String keptResult() throws Exception {
    SalesCorpus corpus = corpus().file("before.csv").sale("before", "1.50", 2);
    summarize(corpus.write(), 1, RejectLimit.NONE).job().await();
    assertThat(read("part-00000.csv")).isEqualTo(corpus.expectedPart());
    return corpus.expectedPart();
  }

  // Eighteen digits times nearly 2^31, often enough to pass 29 digits before the point.
  private List<String> manyLargeSales() throws IOException {
    String row = "P1,huge,999999999999999999,2147483647,2024-01-01\n";
    Path file = folder.resolve("huge.csv");
    Files.writeString(file, "P1,small,1.00,1,2024-01-01\n" + row.repeat(100));
    return List.of(file.toString());
  }

  private Summary summarize(List<String> input, int parallelism, RejectLimit limit) {
    return new SummarizeSalesService(engine(), files()).start(request(input, parallelism, limit));
  }

  private SummarizeSales.Request request(List<String> input, int parallelism, RejectLimit limit) {
    return new SummarizeSales.Request(
        input,
        Dialect.STANDARD,
        SalesPeriod.ALWAYS,
        SalesGrouping.CATEGORY,
        output(),
        true,
        limit,
        parallelism,
        folder.resolve("state"));
  }

  private SalesCorpus corpus() {
    return new SalesCorpus(folder);
  }

  private Path output() {
    return folder.resolve("result");
  }

  private String read(String name) throws IOException {
    return Files.readString(output().resolve(name));
  }

  private static String cents(Random random) {
    int cents = 1_000 + random.nextInt(99_001);
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }
}
