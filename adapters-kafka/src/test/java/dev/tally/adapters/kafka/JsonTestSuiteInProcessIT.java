package dev.tally.adapters.kafka;

import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.port.out.AggregationEngine;

/** JSONTestSuite through the in-process engine. */
final class JsonTestSuiteInProcessIT extends JsonTestSuiteConformance {

  @Override
  protected AggregationEngine engine() {
    return new InProcessEngine(
        KafkaAdapter.recordReaders(),
        KafkaAdapter.jobLedgers(),
        KafkaAdapter.topics(),
        KafkaAdapter.outputHistory(),
        () -> 0);
  }
}
