package dev.tally.application.inprocess;

import dev.tally.application.conformance.AggregationEngineConformance;
import dev.tally.application.conformance.ConformanceTopics;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.Emission;

/** What the in-process engine proves without a broker. */
final class InProcessEngineConformanceIT extends AggregationEngineConformance {

  private final InMemoryTopics topics = new InMemoryTopics();

  @Override
  protected AggregationEngine engine(WallClock clock) {
    return new InProcessEngine(topics, topics, topics, topics, clock);
  }

  @Override
  protected ConformanceTopics topics() {
    return topics;
  }

  @Override
  protected Emission emission() {
    return new Emission(5);
  }
}
