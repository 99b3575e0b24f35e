package dev.tally.application.resume;

import dev.tally.application.port.out.JobCommit;
import dev.tally.domain.aggregation.TableRow;
import dev.tally.domain.time.WindowState;
import java.util.List;

/**
 * A job as its output topic tells it: what was committed, and the rows that are still revised.
 *
 * @param <K> the keys
 * @param <A> the accumulators
 */
public record RestoredJob<K, A>(JobCommit commit, List<Row<K, A>> rows) {

  public RestoredJob {
    rows = List.copyOf(rows);
  }

  /**
   * A row, and how settled it was last shown.
   *
   * @param <K> the keys
   * @param <A> the accumulators
   */
  public record Row<K, A>(TableRow<K, A> row, WindowState shown) {}
}
