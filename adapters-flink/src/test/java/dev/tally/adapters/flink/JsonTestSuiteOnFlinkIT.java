package dev.tally.adapters.flink;

import dev.tally.adapters.kafka.JsonTestSuiteConformance;
import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.port.out.AggregationEngine;

/** JSONTestSuite through the Flink engine. */
final class JsonTestSuiteOnFlinkIT extends JsonTestSuiteConformance {

  @Override
  protected AggregationEngine engine() {
    return FlinkAdapter.engine(
        KafkaAdapter.topics(), KafkaAdapter.recordReaders(), KafkaAdapter.outputHistory(), () -> 0);
  }
}
