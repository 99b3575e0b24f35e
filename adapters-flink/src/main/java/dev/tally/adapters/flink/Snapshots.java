package dev.tally.adapters.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  private static boolean isComplete(Path snapshot) {
    return Files.isRegularFile(snapshot.resolve(METADATA));
  }

  private static long numberOf(Path checkpoint) {
    return Long.parseLong(FileTrees.nameOf(checkpoint).substring("chk-".length()));
  }
}
