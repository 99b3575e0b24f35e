package dev.tally.adapters.spark;

import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction2;

/**
 * The second half of a pass, on each partition of the state: merges partial results into the kept
 * rows, settles windows by the watermark, commits the state's next version and hands the changed
 * rows to the sink. Run again, it starts from the same version and commits the same.
 */
final class MergeTask<K, A, R>
    extends AbstractFunction2<StateStore, Iterator<InternalRow>, Iterator<InternalRow>>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private final AggregationSpec<?, K, A, R> spec;
  private final ResultEncoder<R> encoder;
  private final WallClock clock;
  private final TaskReports reports;
  private final RunVersions versions;
  private final long pass;
  private final long watermark;
  private final boolean hasRisen;

  /**
   * Says what to merge by.
   *
   * @param pass the number of this pass
   * @param watermark judges lateness and settles windows
   * @param hasRisen whether it has risen since the pass before, so that kept rows must be looked
   *     through for windows that it settles
   */
  MergeTask(
      AggregationSpec<?, K, A, R> spec,
      ResultEncoder<R> encoder,
      WallClock clock,
      TaskReports reports,
      RunVersions versions,
      long pass,
      long watermark,
      boolean hasRisen) {
    this.spec = spec;
    this.encoder = encoder;
    this.clock = clock;
    this.reports = reports;
    this.versions = versions;
    this.pass = pass;
    this.watermark = watermark;
    this.hasRisen = hasRisen;
  }

  @Override
  public Iterator<InternalRow> apply(StateStore store, Iterator<InternalRow> partials) {
    boolean whole = false;
    try {
      KeptRows<K, A, R> rows = new KeptRows<>(spec, encoder, store, watermark);
      if (hasRisen) {
        rows.restoreUnsettled();
      }
      rows.settle();
      while (partials.hasNext()) {
        rows.merge(partials.next());
      }
      List<InternalRow> upserts = rows.emit(clock.now(), versions, pass);
      store.commit();
      reports.add(rows.report());
      whole = true;
      return JavaConverters.asScalaIterator(upserts.iterator());
    } finally {
      if (!whole) {
        store.abort();
      }
    }
  }
}
