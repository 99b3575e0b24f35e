package dev.tally.benchmarks.micro;

import dev.tally.adapters.files.FilesAdapter;
import dev.tally.application.port.RejectedRow;
import dev.tally.application.port.out.FileRange;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.RangeReader;
import dev.tally.application.port.out.SalesFiles;
import dev.tally.domain.aggregation.Combiner;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.sales.Sale;
import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesPeriod;
import dev.tally.domain.sales.SalesSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a CSV file to combined sales, one thread, the file in the system's cache. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CsvBenchmark.ROWS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CsvBenchmark {

  static final int ROWS = 500_000;

  private static final long SEED = 42;
  private static final Emission EMISSION = new Emission(1_000);
  private static final int BATCH = 10_000;

  private final Path file;
  private final FilesInput<Sale> input;

  /** Writes the file. */
  public CsvBenchmark() {
    SalesFiles files = FilesAdapter.salesFiles();
    try {
      file = Files.createTempFile("sales", ".csv");
      files.generate(ROWS, SEED, file);
      input =
          files.input(List.of(file.toString()), SalesFiles.Dialect.STANDARD, SalesPeriod.ALWAYS, 1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads, checks and combines every row. */
  @Benchmark
  public Object readAndAdd() throws IOException {
    Combiner<Sale, ?, ?> combiner =
        new Combiner<>(SalesSummary.spec(SalesGrouping.CATEGORY, EMISSION));
    RangeReader.RowHandler<Sale> handler = new Adding(combiner);
    for (FileRange range : input.ranges()) {
      try (RangeReader<Sale> reader = input.readers().open(range)) {
        int taken = reader.read(BATCH, handler);
        while (taken > 0) {
          taken = reader.read(BATCH, handler);
        }
      }
    }
    return combiner;
  }

  /** Removes the file. */
  @TearDown
  public void removeFile() throws IOException {
    Files.delete(file);
  }

  private record Adding(Combiner<Sale, ?, ?> combiner) implements RangeReader.RowHandler<Sale> {

    @Override
    public void event(Sale event) {
      combiner.add(event);
    }

    @Override
    public void ignored() {
      throw new IllegalStateException("no row is left out");
    }

    @Override
    public void rejected(RejectedRow row) {
      throw new IllegalStateException(row.toString());
    }
  }
}
