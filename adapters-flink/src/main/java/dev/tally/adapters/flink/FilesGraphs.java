package dev.tally.adapters.flink;

import dev.tally.application.port.out.FilesInput;
import dev.tally.domain.aggregation.Aggregation;
import dev.tally.domain.aggregation.AggregationSpec;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.assigners.SimpleSplitAssigner;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Draws the graph that runs every aggregation over files: read and combine in one task, shuffle
 * partial results by key, merge in another.
 */
final class FilesGraphs {

  private FilesGraphs() {}

  static <E, K, A> StreamGraph graph(
      AggregationSpec<E, K, A, ?> spec, FilesInput<E> input, Configuration configuration) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    int readers = Math.max(1, Math.min(environment.getParallelism(), input.ranges().size()));
    Aggregation<E, K, A, ?> aggregation = spec.aggregation();
    KeySelector<Partial<K, A>, K> byKey = Partial::key;
    environment
        .fromSource(source(spec, input), WatermarkStrategy.noWatermarks(), "read files")
        .setParallelism(readers)
        .uid("read")
        .transform(
            "combine",
            new FormatTypeInformation<>(new Partial.Format<>(aggregation)),
            new PortionOperator<>())
        .setParallelism(readers)
        .uid("combine")
        .keyBy(byKey, new FormatTypeInformation<>(aggregation.keyFormat()))
        .transform(
            "merge", new InTaskTypeInformation<>("nothing"), new MergeOperator<>(aggregation))
        .uid("merge");
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(spec.name());
    return graph;
  }

  private static <E, K, A> FileSource<RangePortion<K, A>> source(
      AggregationSpec<E, K, A, ?> spec, FilesInput<E> input) {
    PlannedRanges ranges = new PlannedRanges(input.ranges());
    FileSource.FileSourceBuilder<RangePortion<K, A>> source =
        FileSource.forBulkFileFormat(
            new RangeFormat<>(spec, input.readers(), input.ranges()), ranges.files());
    source.setFileEnumerator(ranges);
    source.setSplitAssigner(SimpleSplitAssigner::new);
    return source.build();
  }
}
