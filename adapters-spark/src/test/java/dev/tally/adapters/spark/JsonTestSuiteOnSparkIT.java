package dev.tally.adapters.spark;

import dev.tally.adapters.kafka.JsonTestSuiteConformance;
import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.port.out.AggregationEngine;

/** JSONTestSuite through the Spark engine. */
final class JsonTestSuiteOnSparkIT extends JsonTestSuiteConformance {

  @Override
  protected AggregationEngine engine() {
    return SparkAdapter.engine(KafkaAdapter.topics(), KafkaAdapter.outputHistory(), () -> 0);
  }
}
