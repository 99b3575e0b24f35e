package dev.tally.adapters.flink;

import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Carries what workers have to say to the driver: with the heartbeats while they work, and surely
 * with their end. A worker adds from its own thread while Flink reads from another: the state
 * itself is immutable.
 */
final class FilesAccumulator implements Accumulator<FilesState, FilesState> {

  /** The name that workers and driver agree on. */
  static final String NAME = "files";

  private static final long serialVersionUID = 1L;

  private volatile FilesState state = FilesState.NONE;

  @Override
  public synchronized void add(FilesState more) {
    state = state.plus(more);
  }

  @Override
  public FilesState getLocalValue() {
    return state;
  }

  @Override
  public synchronized void resetLocal() {
    state = FilesState.NONE;
  }

  @Override
  public void merge(Accumulator<FilesState, FilesState> other) {
    add(other.getLocalValue());
  }

  @Override
  @SuppressWarnings("NoClone") // Flink's contract for accumulators
  public FilesAccumulator clone() {
    FilesAccumulator copy = new FilesAccumulator();
    copy.state = state;
    return copy;
  }
}
