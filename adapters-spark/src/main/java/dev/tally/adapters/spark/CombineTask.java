package dev.tally.adapters.spark;

import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.RejectPolicy;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Iterator;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a pass, on each partition of the batch: decodes records where they lie and
 * combines the events in plain Java, so that only partial results are shuffled.
 */
final class CombineTask<E, K, A> implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {

  private static final long serialVersionUID = 1L;

  private final AggregationSpec<E, K, A, ?> spec;
  private final String topic;
  private final RejectPolicy rejects;
  private final DecoderFactory<E> decoders;
  private final @Nullable TreeMap<Integer, Long> ends;
  private final WallClock clock;
  private final TaskReports reports;

  // A task carries no more of the input than it needs: not the way to the cluster, nor its
  // passwords.
  CombineTask(
      AggregationSpec<E, K, A, ?> spec, TopicInput<E> input, WallClock clock, TaskReports reports) {
    this.spec = spec;
    this.topic = input.topic();
    this.rejects = input.rejects();
    this.decoders = input.decoder();
    this.ends = input.ends().map(TreeMap::new).orElse(null);
    this.clock = clock;
    this.reports = reports;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<InternalRow> records) {
    return new CombinedRows<>(
        spec,
        new RecordIntake<>(spec, topic, rejects, decoders.create(), ends, clock),
        records,
        reports);
  }
}
