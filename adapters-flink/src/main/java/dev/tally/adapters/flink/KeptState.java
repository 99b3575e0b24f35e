package dev.tally.adapters.flink;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/**
 * A complete checkpoint or savepoint, as far as the driver must know it: where to go on reading,
 * and what has been accounted for. The rows stay on disk for the workers to restore.
 *
 * @param checkpoint the checkpoint's number, rising within a run
 */
record KeptState(Path folder, long checkpoint, WorkerState state) {

  /**
   * Reads what workers kept and checks that every file the snapshot is made of is there in full.
   *
   * @throws TallyException where it is not
   */
  static KeptState read(String job, Path folder) {
    try {
      CheckpointMetadata metadata = metadataOf(folder);
      List<WorkerState> workers = new ArrayList<>();
      for (OperatorState operator : metadata.getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          requireFiles(subtask);
          for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            addWorkers(handle, workers);
          }
        }
      }
      WorkerState state =
          workers.stream()
              .reduce(WorkerState::plus)
              .orElseThrow(() -> new IOException("it holds no account of what was read"));
      return new KeptState(folder, metadata.getCheckpointId(), state);
    } catch (IOException | RuntimeException e) {
      throw new TallyException(
          Problem.STATE,
          "The state that %s kept in %s is damaged (%s). Start anew with --from earliest."
              .formatted(job, folder, e.getMessage()),
          e);
    }
  }

  private static CheckpointMetadata metadataOf(Path folder) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(folder.resolve(Snapshots.METADATA))))) {
      return Checkpoints.loadCheckpointMetadata(
          in, KeptState.class.getClassLoader(), folder.toUri().toString());
    }
  }

  private static void requireFiles(OperatorSubtaskState subtask) throws IOException {
    List<Object> handles = new ArrayList<>();
    handles.addAll(subtask.getManagedOperatorState());
    handles.addAll(subtask.getManagedKeyedState());
    handles.addAll(subtask.getRawKeyedState());
    for (Object handle : handles) {
      if (handle instanceof StreamStateHandle stream && stream.maybeGetPath().isPresent()) {
        Path file = Path.of(stream.maybeGetPath().get().toUri().getPath());
        if (!Files.isRegularFile(file) || Files.size(file) < stream.getStateSize()) {
          throw new IOException("missing or cut off: " + file);
        }
      }
    }
  }

  private static void addWorkers(OperatorStateHandle handle, List<WorkerState> workers)
      throws IOException {
    OperatorStateHandle.StateMetaInfo kept =
        handle.getStateNameToPartitionOffsets().get(AggregateOperator.KEPT);
    if (kept == null) {
      return;
    }
    try (FSDataInputStream in = handle.openInputStream()) {
      for (long offset : kept.getOffsets()) {
        in.seek(offset);
        workers.add(new WorkerState.Format().read(new DataInputViewStreamWrapper(in)));
      }
    }
  }
}
