package dev.tally.adapters.files;

import dev.tally.application.conformance.SalesConformance;
import dev.tally.application.inprocess.InProcessEngine;
import dev.tally.application.memory.InMemoryTopics;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.SalesFiles;

/** What the in-process engine promises of jobs over files. */
final class InProcessSalesConformanceTest extends SalesConformance {

  @Override
  protected AggregationEngine engine() {
    InMemoryTopics none = new InMemoryTopics();
    return new InProcessEngine(none, none, none, none, System::currentTimeMillis);
  }

  @Override
  protected SalesFiles files() {
    return FilesAdapter.salesFiles(64);
  }
}
