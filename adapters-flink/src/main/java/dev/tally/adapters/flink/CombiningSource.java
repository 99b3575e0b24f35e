package dev.tally.adapters.flink;

import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads a topic and combines its events on the thread that reads, so that a task sees batches and
 * no records. Partitions are found, dealt out and remembered by Flink's own Kafka source; they are
 * read through the port (ADR 17).
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 */
final class CombiningSource<E, K, A>
    implements Source<ReadBatch<E, K, A>, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<ReadBatch<E, K, A>> {

  private static final long serialVersionUID = 1L;

  private final AggregationSpec<E, K, A, ?> spec;
  private final ShippedInput<E> input;
  private final RecordReaders readers;
  private final WallClock clock;
  private final KafkaSource<byte[]> partitions;

  /** Reads committed records from {@code begin} to the input's ends. */
  CombiningSource(
      AggregationSpec<E, K, A, ?> spec,
      TopicInput<E> input,
      RecordReaders readers,
      Map<Integer, Long> begin,
      WallClock clock) {
    this.spec = spec;
    this.input = new ShippedInput<>(input);
    this.readers = readers;
    this.clock = clock;
    this.partitions = KafkaConnectors.partitions(spec.name(), input, begin);
  }

  @Override
  public SourceReader<ReadBatch<E, K, A>, KafkaPartitionSplit> createReader(
      SourceReaderContext context) {
    return new CombiningReader<>(
        () -> new CombiningSplitReader<>(spec, input.unpack(), readers, clock), context);
  }

  @Override
  public Boundedness getBoundedness() {
    return partitions.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return partitions.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws Exception {
    return partitions.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return partitions.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return partitions.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<ReadBatch<E, K, A>> getProducedType() {
    return new InTaskTypeInformation<>("ReadBatch");
  }
}
