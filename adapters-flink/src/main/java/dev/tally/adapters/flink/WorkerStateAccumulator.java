package dev.tally.adapters.flink;

import org.apache.flink.api.common.accumulators.Accumulator;
import org.jspecify.annotations.Nullable;

/**
 * Carries worker states to the driver with Flink's heartbeats. A worker replaces its state from the
 * task's thread while Flink reads it from another: the state itself is immutable.
 */
final class WorkerStateAccumulator implements Accumulator<WorkerState, WorkerStateAccumulator> {

  /** The name that workers and driver agree on. */
  static final String NAME = "worker-state";

  private static final long serialVersionUID = 1L;

  private volatile @Nullable WorkerState state;

  /** Shows a newer state; what an accumulator cannot do is add. */
  void show(WorkerState newer) {
    state = newer;
  }

  @Nullable WorkerState state() {
    return state;
  }

  @Override
  public void add(WorkerState value) {
    WorkerState before = state;
    state = before == null ? value : before.plus(value);
  }

  @Override
  public WorkerStateAccumulator getLocalValue() {
    return this;
  }

  @Override
  public void resetLocal() {
    state = null;
  }

  @Override
  public void merge(Accumulator<WorkerState, WorkerStateAccumulator> other) {
    WorkerState theirs = other.getLocalValue().state;
    if (theirs != null) {
      add(theirs);
    }
  }

  @Override
  @SuppressWarnings("NoClone") // Flink's contract for accumulators
  public WorkerStateAccumulator clone() {
    WorkerStateAccumulator copy = new WorkerStateAccumulator();
    copy.state = state;
    return copy;
  }
}
