package dev.tally.adapters.flink;

import dev.tally.application.port.out.RecordReaders;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Draws the one graph that runs every aggregation: read and combine in one task, shuffle partial
 * results by key, merge and emit in another.
 *
 * @param <E> the events
 * @param <K> the keys
 * @param <A> the accumulators
 * @param <R> the results
 */
final class JobGraphs<E, K, A, R> {

  private final AggregationSpec<E, K, A, R> spec;
  private final TopicInput<E> input;
  private final TopicOutput<R> output;
  private final RecordReaders readers;
  private final WallClock clock;

  JobGraphs(
      AggregationSpec<E, K, A, R> spec,
      TopicInput<E> input,
      TopicOutput<R> output,
      RecordReaders readers,
      WallClock clock) {
    this.spec = spec;
    this.input = input;
    this.output = output;
    this.readers = readers;
    this.clock = clock;
  }

  /**
   * Returns the graph of one run.
   *
   * @param start where it begins. Positions come from there and not from the source's own state,
   *     which would carry the ends of an earlier run over into this one; so the source has another
   *     name in each run
   */
  StreamGraph graph(Configuration configuration, RunStart start) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    int sources = Math.max(1, Math.min(environment.getParallelism(), start.positions().size()));
    Aggregation<E, K, A, R> aggregation = spec.aggregation();
    OutputTag<RunAccount> accounts =
        new OutputTag<>("accounts", new FormatTypeInformation<>(new RunAccountFormat()));

    OutputTag<ProducerRecord<byte[], byte[]>> deadLetters =
        new OutputTag<>("dead-letters", new InTaskTypeInformation<>("DeadLetter"));

    DataStream<ReadBatch<E, K, A>> records =
        environment
            .fromSource(
                new CombiningSource<>(spec, input, readers, start.positions(), clock),
                SplitWatermarks.of(spec.windowing()),
                "read " + input.topic())
            .setParallelism(sources)
            .uid("read-" + start.run());

    SingleOutputStreamOperator<Partial<K, A>> partials =
        records
            .transform(
                "combine",
                new FormatTypeInformation<>(new Partial.Format<>(aggregation)),
                new CombineOperator<>(spec, input.rejects(), accounts, deadLetters))
            .setParallelism(sources)
            .uid("combine-" + start.run());

    input
        .rejects()
        .keptIn()
        .ifPresent(
            topic ->
                partials
                    .getSideOutput(deadLetters)
                    .sinkTo(KafkaConnectors.sink(input.cluster()))
                    .setParallelism(sources) // as many as combine, so that nothing leaves its task
                    .name("write " + topic.name())
                    .uid("write-dead-letters"));

    KeySelector<Partial<K, A>, K> byKey = Partial::key;
    DataStream<ProducerRecord<byte[], byte[]>> upserts =
        partials
            .keyBy(byKey, new FormatTypeInformation<>(aggregation.keyFormat()))
            .connect(partials.getSideOutput(accounts).global())
            .transform(
                "aggregate",
                new InTaskTypeInformation<>("ProducerRecord"),
                new AggregateOperator<>(spec, output.encoder(), clock, output.topic(), start))
            .uid("aggregate");

    upserts.sinkTo(KafkaConnectors.sink(output)).name("write " + output.topic()).uid("write");
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(spec.name());
    return graph;
  }
}
