package dev.tally.adapters.flink;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.flink.metrics.Counter;

/**
 * Takes batches from the thread that reads and hands them to the task. A partition's position moves
 * with its batch, so that a checkpoint lies between two batches.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
@SuppressWarnings("try") // close may be interrupted: so says the superclass
final class CombiningReader<E, K, A>
    extends SingleThreadMultiplexSourceReaderBase<
        ReadBatch<E, K, A>, ReadBatch<E, K, A>, KafkaPartitionSplit, KafkaPartitionSplitState> {

  CombiningReader(
      Supplier<SplitReader<ReadBatch<E, K, A>, KafkaPartitionSplit>> readers,
      SourceReaderContext context) {
    super(
        readers,
        new Emitter<>(context.metricGroup().getIOMetricGroup().getNumRecordsInCounter()),
        context.getConfiguration(),
        context);
  }

  @Override
  protected void onSplitFinished(Map<String, KafkaPartitionSplitState> finished) {}

  @Override
  protected KafkaPartitionSplitState initializedState(KafkaPartitionSplit split) {
    return new KafkaPartitionSplitState(split);
  }

  @Override
  protected KafkaPartitionSplit toSplitType(String split, KafkaPartitionSplitState state) {
    return state.toKafkaPartitionSplit();
  }

  /** Counts records where Flink counts batches. */
  private record Emitter<E, K, A>(Counter recordsIn)
      implements RecordEmitter<ReadBatch<E, K, A>, ReadBatch<E, K, A>, KafkaPartitionSplitState> {

    @Override
    public void emitRecord(
        ReadBatch<E, K, A> batch,
        SourceOutput<ReadBatch<E, K, A>> output,
        KafkaPartitionSplitState partition) {
      recordsIn.inc(batch.size() - 1); // the batch itself is counted already
      if (!batch.isEmpty()) {
        output.collect(batch);
      }
      partition.setCurrentOffset(batch.position());
    }
  }
}
