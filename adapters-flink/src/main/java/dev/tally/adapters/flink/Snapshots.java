package dev.tally.adapters.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints and savepoints in a run's folder. Flink writes {@code _metadata} last, so a
 * folder that has it is complete.
 */
final class Snapshots {

  static final String METADATA = "_metadata";

  private Snapshots() {}

  /** Returns the folders of the run's savepoints and of its newest checkpoint. */
  static List<Path> completeIn(Path runFolder) throws IOException {
    List<Path> complete = new ArrayList<>();
    for (Path child : FileTrees.children(runFolder, "")) {
      if (!Files.isDirectory(child)) {
        continue;
      }
      if (isComplete(child)) {
        complete.add(child);
      }
      FileTrees.children(child, "chk-").stream()
          .filter(Snapshots::isComplete)
          .max((left, right) -> Long.compare(numberOf(left), numberOf(right)))
          .ifPresent(complete::add);
    }
    return complete;
  }

  /**
   * Returns the run's newest snapshot; empty where there is none, or only the one given.
   *
   * @throws IOException where it cannot be read, or is being replaced by another
   */
  static Optional<KeptState> newestIn(Path runFolder, @Nullable Path known) throws IOException {
    Optional<KeptState> newest = Optional.empty();
    for (Path snapshot : completeIn(runFolder)) {
      if (snapshot.equals(known)) {
        continue;
      }
      KeptState kept = KeptState.read(runFolder, snapshot);
      if (newest.isEmpty() || kept.checkpoint() > newest.get().checkpoint()) {
        newest = Optional.of(kept);
      }
    }
    return newest;
  }

  private static boolean isComplete(Path snapshot) {
    return Files.isRegularFile(snapshot.resolve(METADATA));
  }

  private static long numberOf(Path checkpoint) {
    return Long.parseLong(FileTrees.nameOf(checkpoint).substring("chk-".length()));
  }
}
