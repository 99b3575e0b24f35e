package dev.tally.application.files;

import dev.tally.application.port.out.DirectoryOutput;
import dev.tally.application.port.out.FilesInput;
import dev.tally.domain.aggregation.AggregationSpec;
import dev.tally.domain.aggregation.WindowTable;
import dev.tally.domain.time.Watermark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a run over files: partial results from anywhere become the last rows, which are
 * written once, where the job was started. Not thread-safe.
 *
 * @param <K> the keys
 * @param <A> the accumulators
 * @param <R> the results
 */
public final class FilesResult<K, A, R> {

  private final FilesInput<?> input;
  private final DirectoryOutput<R> output;
  private final WindowTable<K, A, R> table;

  /** Starts empty. */
  public FilesResult(
      AggregationSpec<?, K, A, R> spec, FilesInput<?> input, DirectoryOutput<R> output) {
    this.input = input;
    this.output = output;
    this.table = new WindowTable<>(spec);
  }

  /** Merges a partial result, which is left alone. Nothing is late before the input has ended. */
  public void merge(K key, long windowStart, A partial) {
    table.merge(key, windowStart, partial);
  }

  /**
   * Replaces the output with the rows, all of them final.
   *
   * @param account that of the whole input
   * @throws ArithmeticException where a result is beyond the range of its representation
   */
  public void write(FilesAccount account) throws IOException {
    if (account.bytes() != input.bytes()) {
      throw new IllegalStateException(
          "only %d of %d bytes were accounted for".formatted(account.bytes(), input.bytes()));
    }
    table.advance(Watermark.END_OF_INPUT);
    List<R> rows = new ArrayList<>();
    table.emit((key, windowStart, accumulator, result, state) -> rows.add(result));
    output.writer().replace(rows, account.accounting(), account.rangesWithRejects(input.ranges()));
  }
}
