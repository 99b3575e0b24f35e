package dev.tally.adapters.flink;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.jspecify.annotations.Nullable;

/**
 * Hastens the end of a job whose input has ended: Flink's tasks then wait for one more checkpoint,
 * and would for up to five seconds if it came when the next is due. Used by one thread.
 */
final class FinalCheckpoint {

  private final MiniCluster cluster;
  private final JobID id;
  private @Nullable CompletableFuture<Long> requested;

  FinalCheckpoint(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
  }

  /**
   * Asks for a checkpoint where all workers have come to the end. Called again and again: one that
   * began before some task had ended does not count for that task.
   */
  void requestAtEnd(WorkerState workers) {
    if (workers.isAtEnd() && (requested == null || requested.isDone())) {
      requested = cluster.triggerCheckpoint(id, CheckpointType.CONFIGURED);
    }
  }
}
