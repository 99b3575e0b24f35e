package dev.tally.adapters.flink;

import dev.tally.application.port.TallyException;
import dev.tally.application.resume.StateFolderTrouble;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/**
 * What a job goes on from, as far as the driver must know it: where to go on reading, and what has
 * been accounted for. The rows stay on disk for the workers to restore.
 *
 * @param runFolder the folder of the run that kept it
 * @param snapshot a complete checkpoint or savepoint; empty where the run had none and is begun
 *     again as it was
 * @param checkpoint the snapshot's number, rising within a run
 */
record KeptState(Path runFolder, Optional<Path> snapshot, long checkpoint, WorkerState state) {

  /**
   * Returns what a run left that is newest; empty where it left nothing, as a run that went on from
   * another's snapshot and had no time for one of its own.
   *
   * @throws TallyException where it is damaged
   */
  static Optional<KeptState> newestOf(String job, Path runFolder) {
    try {
      Optional<Seal> seal = Seal.read(runFolder);
      Optional<KeptState> newest = Snapshots.newestIn(runFolder, null);
      if (seal.isPresent() && isDue(seal.get(), newest)) {
        seal.get().requireIntact();
      }
      return newest.isPresent()
          ? newest
          : RunBeginning.read(runFolder)
              .map(begun -> new KeptState(runFolder, Optional.empty(), 0, begun.state()));
    } catch (IOException | RuntimeException e) {
      throw new StateFolderTrouble(job, runFolder).damaged(e);
    }
  }

  // What is newer than the seal was not sealed any more. Where nothing is, what was sealed is due.
  private static boolean isDue(Seal seal, Optional<KeptState> newest) {
    return newest.isEmpty() || newest.get().checkpoint <= seal.checkpoint();
  }

  /** Reads a snapshot, whose files must be there in full. */
  static KeptState read(Path runFolder, Path snapshot) throws IOException {
    CheckpointMetadata metadata = metadataOf(snapshot);
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
    return new KeptState(runFolder, Optional.of(snapshot), metadata.getCheckpointId(), state);
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
