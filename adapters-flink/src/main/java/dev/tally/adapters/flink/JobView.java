package dev.tally.adapters.flink;

import dev.tally.application.port.JobStatus;
import java.io.IOException;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.jspecify.annotations.Nullable;

/** A job at one moment, as Flink's job master sees it, in Tally's words. */
record JobView(AccessExecutionGraph graph) {

  /** Tells whether every worker has begun; those that have finished did. */
  boolean isReading() {
    if (graph.getState() != org.apache.flink.api.common.JobStatus.RUNNING) {
      return false;
    }
    for (AccessExecutionVertex worker : graph.getAllExecutionVertices()) {
      ExecutionState state = worker.getExecutionState();
      if (state != ExecutionState.RUNNING && state != ExecutionState.FINISHED) {
        return false;
      }
    }
    return true;
  }

  /** Returns when the last worker began, in epoch milliseconds; 0 where one has not. */
  long readingSince() {
    long since = 0;
    for (AccessExecutionVertex worker : graph.getAllExecutionVertices()) {
      long began = worker.getStateTimestamp(ExecutionState.RUNNING);
      if (began == 0) {
        return 0;
      }
      since = Math.max(since, began);
    }
    return since;
  }

  /** Returns when the job came to its end, in epoch milliseconds. */
  long endedAt() {
    return graph.getStatusTimestamp(graph.getState());
  }

  /** Returns the status of a job whose report is not there yet: never one that has ended. */
  JobStatus status(boolean hasBegun) {
    return switch (graph.getState()) {
      case INITIALIZING, CREATED, RECONCILING -> JobStatus.CREATED;
      case RESTARTING -> JobStatus.RESTARTING;
      case RUNNING -> runningStatus(hasBegun);
      case FAILING, FAILED, CANCELLING, CANCELED, FINISHED, SUSPENDED -> JobStatus.RUNNING;
    };
  }

  private JobStatus runningStatus(boolean hasBegun) {
    if (isReading()) {
      return JobStatus.RUNNING;
    }
    return hasBegun ? JobStatus.RESTARTING : JobStatus.CREATED;
  }

  /** Returns how many checkpoints of this run have failed. */
  long failedCheckpoints() {
    CheckpointStatsSnapshot checkpoints = graph.getCheckpointStatsSnapshot();
    return checkpoints == null ? 0 : checkpoints.getCounts().getNumberOfFailedCheckpoints();
  }

  /** Returns what the workers last said, or null where they have not said anything. */
  @Nullable WorkerState workers() throws IOException {
    return accumulator(WorkerStateAccumulator.NAME) instanceof WorkerStateAccumulator workers
        ? workers.state()
        : null;
  }

  /** Returns what the readers of files last said. */
  FilesState files() throws IOException {
    return accumulator(FilesAccumulator.NAME) instanceof FilesState said ? said : FilesState.NONE;
  }

  private @Nullable Object accumulator(String name) throws IOException {
    SerializedValue<OptionalFailure<Object>> shown = graph.getAccumulatorsSerialized().get(name);
    if (shown == null) {
      return null;
    }
    try {
      return shown.deserializeValue(JobView.class.getClassLoader()).getUnchecked();
    } catch (ClassNotFoundException | FlinkRuntimeException e) {
      throw new IOException("the workers' states cannot be read", e);
    }
  }
}
