package dev.tally.adapters.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.conformance.BehaviorLines;
import dev.tally.application.port.Cluster;
import dev.tally.application.port.StartPosition;
import dev.tally.application.port.out.TopicInput;
import dev.tally.application.port.out.TopicOutput;
import dev.tally.domain.aggregation.Emission;
import dev.tally.domain.aggregation.LongCount;
import dev.tally.domain.behavior.BehaviorCounting;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.time.Watermark;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** What crosses the network and what stays in its task, read off the graph itself. */
final class JobGraphsTest {

  @Test
  void readingAndCombiningShareATaskAndSoDoAggregatingAndWriting() {
    List<JobVertex> tasks = graph(3, 2).getJobGraph().getVerticesSortedTopologicallyFromSources();

    assertThat(tasks).extracting(JobVertex::getName).hasSize(2);
    assertThat(tasks.get(0).getName()).contains("read in").contains("combine");
    assertThat(tasks.get(1).getName()).contains("aggregate").contains("write out");
    assertThat(tasks.get(0).getParallelism()).as("no reader without a partition").isEqualTo(2);
    assertThat(tasks.get(1).getParallelism()).isEqualTo(3);
  }

  @Test
  void everythingThatIsShuffledOrKeptIsInTheDomainsFormat() {
    StreamNode aggregate = node(graph(2, 2), "aggregate");

    assertThat(aggregate.getTypeSerializersIn())
        .hasSize(2)
        .hasOnlyElementsOfType(FormatSerializer.class);
    assertThat(aggregate.getStateKeySerializer()).isInstanceOf(FormatSerializer.class);
  }

  @Test
  void whatStaysInItsTaskHasNoBytes() {
    StreamGraph graph = graph(2, 2);
    List<TypeSerializer<?>> inTask = new ArrayList<>();
    for (String name : List.of("combine", "write out: Writer")) {
      inTask.addAll(List.of(node(graph, name).getTypeSerializersIn()));
    }

    assertThat(inTask).hasSize(2).hasOnlyElementsOfType(InTaskSerializer.class);
    assertThatThrownBy(() -> inTask.get(0).snapshotConfiguration())
        .hasMessage("ReadBatch must not leave its task: the chain was cut");
  }

  @Test
  void javaSerializationCouldNotCarryKeysAndAccumulators() {
    // The conformance suite runs with these: it would fail if anything serialized them so.
    assertThat(Serializable.class.isAssignableFrom(BehaviorKey.class)).isFalse();
    assertThat(Serializable.class.isAssignableFrom(BehaviorEvent.class)).isFalse();
    assertThat(Serializable.class.isAssignableFrom(LongCount.class)).isFalse();
  }

  @Test
  void genericTypesAreRefused() {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration(1));
    TypeInformation<Object> generic = TypeInformation.of(Object.class);

    assertThatThrownBy(
            () -> generic.createSerializer(environment.getConfig().getSerializerConfig()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Generic types have been disabled");
  }

  private static StreamNode node(StreamGraph graph, String name) {
    return graph.getStreamNodes().stream()
        .filter(node -> node.getOperatorName().equals(name))
        .findAny()
        .orElseThrow(() -> new AssertionError(name + " is not in " + names(graph).toList()));
  }

  private static Stream<String> names(StreamGraph graph) {
    return graph.getStreamNodes().stream().map(StreamNode::getOperatorName);
  }

  private static StreamGraph graph(int parallelism, int partitions) {
    Cluster cluster = Cluster.at("localhost:1");
    Map<Integer, Long> begin = partitions == 2 ? Map.of(0, 0L, 1, 0L) : Map.of(0, 0L);
    return new JobGraphs<>(
            BehaviorCounting.spec(Emission.every(Duration.ofSeconds(1))),
            new TopicInput<>(
                cluster, "in", StartPosition.EARLIEST, Optional.empty(), new BehaviorLines()),
            new TopicOutput<>(cluster, "out", new BehaviorLines.Rows()),
            KafkaAdapter.recordReaders(),
            () -> 0)
        .graph(
            configuration(parallelism),
            new RunStart(
                1,
                begin,
                new WorkerState(
                    new Lineage("", 0, new TreeMap<>()),
                    RunAccount.beginningAt(begin),
                    Watermark.NONE),
                new byte[0]));
  }

  private static Configuration configuration(int parallelism) {
    return JobConfiguration.of(
        parallelism, Emission.every(Duration.ofSeconds(1)), Path.of("never-written"), null);
  }
}
