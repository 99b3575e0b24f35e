package dev.tally.adapters.kafka;

import dev.tally.application.conformance.AggregationEngineConformance;
import dev.tally.application.conformance.ConformanceTopics;
import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;

/** What the in-process engine promises, from topic to topic of a real broker. */
final class InProcessEngineOnKafkaConformanceIT extends AggregationEngineConformance {

  private final ConformanceTopics topics = new KafkaConformanceTopics();

  @Override
  protected AggregationEngine engine(WallClock clock) {
    return new InProcessEngine(
        KafkaAdapter.recordReaders(),
        KafkaAdapter.jobLedgers(),
        KafkaAdapter.topics(),
        KafkaAdapter.outputHistory(),
        clock);
  }

  @Override
  protected ConformanceTopics topics() {
    return topics;
  }
}
