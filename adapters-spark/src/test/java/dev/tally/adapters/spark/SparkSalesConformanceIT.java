package dev.tally.adapters.spark;

import dev.tally.adapters.files.FilesAdapter;
import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.conformance.SalesConformance;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.SalesFiles;

/** What the Spark engine promises of jobs over files. */
final class SparkSalesConformanceIT extends SalesConformance {

  @Override
  protected AggregationEngine engine() {
    return SparkAdapter.engine(
        KafkaAdapter.topics(), KafkaAdapter.outputHistory(), System::currentTimeMillis);
  }

  @Override
  protected SalesFiles files() {
    return FilesAdapter.salesFiles(64);
  }
}
