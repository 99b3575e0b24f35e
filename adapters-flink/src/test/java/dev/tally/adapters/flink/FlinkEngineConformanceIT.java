package dev.tally.adapters.flink;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.adapters.kafka.KafkaConformanceTopics;
import dev.tally.application.conformance.AggregationEngineConformance;
import dev.tally.application.conformance.ConformanceTopics;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;

/** What the Flink engine promises, from topic to topic of a real broker. */
final class FlinkEngineConformanceIT extends AggregationEngineConformance {

  private final ConformanceTopics topics = new KafkaConformanceTopics();

  @Override
  protected AggregationEngine engine(WallClock clock) {
    return FlinkAdapter.engine(
        KafkaAdapter.topics(), KafkaAdapter.recordReaders(), KafkaAdapter.outputHistory(), clock);
  }

  @Override
  protected ConformanceTopics topics() {
    return topics;
  }
}
