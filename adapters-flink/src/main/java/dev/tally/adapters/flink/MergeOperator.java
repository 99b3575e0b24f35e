package dev.tally.adapters.flink;

import dev.tally.application.files.FilesAccount;
import dev.tally.domain.aggregation.Aggregation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Merges the partial results of the keys that this worker owns, and hands them to the driver once
 * the input has ended: the driver writes the result, once. Such a job is not checkpointed, so the
 * rows are plain objects.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
final class MergeOperator<K, A> extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Partial<K, A>, Void>, BoundedOneInput {

  private static final int TYPICAL_BYTES = 1024;
  private static final long serialVersionUID = 1L;

  private final Aggregation<?, K, A, ?> aggregation;
  private transient Map<ChangedRow<K>, Partial<K, A>> rows;
  private transient FilesAccumulator shown;

  MergeOperator(Aggregation<?, K, A, ?> aggregation) {
    this.aggregation = aggregation;
  }

  @Override
  public void open() throws Exception {
    super.open();
    rows = new HashMap<>();
    shown = new FilesAccumulator();
    getRuntimeContext().addAccumulator(FilesAccumulator.NAME, shown);
  }

  @Override
  public void processElement(StreamRecord<Partial<K, A>> element) {
    Partial<K, A> partial = element.getValue();
    rows.merge(new ChangedRow<>(partial.key(), partial.windowStart()), partial, this::merged);
  }

  @Override
  public void endInput() throws IOException {
    Partial.Format<K, A> format = new Partial.Format<>(aggregation);
    DataOutputSerializer bytes = new DataOutputSerializer(TYPICAL_BYTES);
    bytes.writeInt(rows.size());
    for (Partial<K, A> row : rows.values()) {
      format.write(row, bytes);
    }
    rows.clear();
    shown.add(new FilesState(FilesAccount.NONE, List.of(bytes.getCopyOfBuffer())));
  }

  private Partial<K, A> merged(Partial<K, A> row, Partial<K, A> more) {
    aggregation.merge(row.accumulator(), more.accumulator());
    return new Partial<>(
        row.key(), row.windowStart(), row.accumulator(), row.events() + more.events());
  }
}
