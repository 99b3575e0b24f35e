package dev.tally.adapters.flink;

import dev.tally.adapters.files.FilesAdapter;
import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.conformance.SalesConformance;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.SalesFiles;

/** What the Flink engine promises of jobs over files. */
final class FlinkSalesConformanceIT extends SalesConformance {

  @Override
  protected AggregationEngine engine() {
    return FlinkAdapter.engine(
        KafkaAdapter.topics(),
        KafkaAdapter.recordReaders(),
        KafkaAdapter.outputHistory(),
        System::currentTimeMillis);
  }

  @Override
  protected SalesFiles files() {
    return FilesAdapter.salesFiles(64);
  }
}
