package dev.tally.adapters.spark;

import dev.tally.application.port.RejectedRecord;
import dev.tally.domain.aggregation.Accounting;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What one task tells the driver besides its rows.
 *
 * @param stage the half of the pass that the task belongs to
 * @param partition its partition there: a task that runs again reports under the same two
 * @param newest the newest acceptable timestamp of each Kafka partition that the task saw
 */
record TaskReport(
    Stage stage,
    int partition,
    Accounting accounting,
    Map<Integer, Long> newest,
    List<RejectedRecord> rejected)
    implements Serializable {

  /** The halves of a pass. */
  enum Stage {
    /** Reads, decodes and combines. */
    COMBINE,
    /** Merges into the kept state. */
    MERGE
  }
}
