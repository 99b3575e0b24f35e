package dev.tally.adapters.spark;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.adapters.kafka.KafkaConformanceTopics;
import dev.tally.application.conformance.AggregationEngineConformance;
import dev.tally.application.conformance.ConformanceTopics;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;

/** What the Spark engine promises. */
final class SparkEngineConformanceIT extends AggregationEngineConformance {

  private final ConformanceTopics topics = new KafkaConformanceTopics();

  @Override
  protected AggregationEngine engine(WallClock clock) {
    return SparkAdapter.engine(KafkaAdapter.topics(), KafkaAdapter.outputHistory(), clock);
  }

  @Override
  protected ConformanceTopics topics() {
    return topics;
  }
}
