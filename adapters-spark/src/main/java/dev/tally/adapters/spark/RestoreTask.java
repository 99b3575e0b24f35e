package dev.tally.adapters.spark;

import java.io.Serializable;
import java.util.Collections;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.streaming.state.StateStore;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction2;

/**
 * Puts rows that were read back from the output topic into the state, on each of its partitions.
 * They come in the shape of partial results, with the window state last shown in the place of the
 * number of events, and leave nothing to be written.
 */
final class RestoreTask
    extends AbstractFunction2<StateStore, Iterator<InternalRow>, Iterator<InternalRow>>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<InternalRow> apply(StateStore store, Iterator<InternalRow> rows) {
    boolean whole = false;
    try {
      while (rows.hasNext()) {
        InternalRow row = rows.next();
        store.put(
            Rows.stateKey(row.getLong(Rows.PARTIAL_WINDOW), row.getBinary(Rows.PARTIAL_KEY)),
            Rows.stateValue(
                (byte) row.getLong(Rows.PARTIAL_EVENTS), row.getBinary(Rows.PARTIAL_ACCUMULATOR)));
      }
      store.commit();
      whole = true;
      return JavaConverters.asScalaIterator(Collections.<InternalRow>emptyIterator());
    } finally {
      if (!whole) {
        store.abort();
      }
    }
  }
}
