package dev.tally.adapters.flink;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.TallyException;
import dev.tally.application.port.out.TopicInput;
import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.aggregation.AggregationSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run before it begins.
 *
 * @param requestedAt when it was asked for, in epoch milliseconds by the machine's clock
 */
record FlinkRun(
    AggregationSpec<?, ?, ?, ?> spec,
    TopicInput<?> input,
    String engineVersion,
    int parallelism,
    long requestedAt,
    RunPlan plan,
    StateDirectory directory) {

  /** Returns what ends the run, where it has rejected more than it may. */
  Optional<TallyException> excess(WorkerState now) {
    Accounting before = plan.initialState().account().accounting();
    return input.rejects().excess(before, now.account().accounting(), now.isAtEnd());
  }

  /**
   * Returns the report of the run's end.
   *
   * @param firstPollAt when the workers began to read, in epoch milliseconds
   */
  RunReport report(
      WorkerState end,
      long firstPollAt,
      long endedAt,
      JobStatus status,
      @Nullable Throwable failure) {
    return new RunReport(
        spec.name(),
        "flink",
        engineVersion,
        parallelism,
        end.account().accounting(),
        plan.initialState().account().accounting().read(),
        Math.max(0, firstPollAt - requestedAt) / 1000.0,
        Math.max(0, endedAt - firstPollAt) / 1000.0,
        status,
        end.account().firstRejected(),
        failure);
  }
}
