package dev.tally.adapters.flink;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one job keeps on disk: a folder for each run, numbered upwards, with the run's checkpoints
 * and, where it was stopped, its savepoint. Held by one run at a time.
 */
final class StateDirectory implements AutoCloseable {

  private static final String RUN = "run-";

  private final String job;
  private final Path folder;
  private final FileChannel lockFile;
  private final Path runFolder;

  private StateDirectory(String job, Path folder, FileChannel lockFile, Path runFolder) {
    this.job = job;
    this.folder = folder;
    this.lockFile = lockFile;
    this.runFolder = runFolder;
  }

  /**
   * Takes hold of a job's folder for a new run.
   *
   * @throws TallyException where another run holds it, or it cannot be written
   */
  static StateDirectory open(Path stateDirectory, String job) {
    Path folder = stateDirectory.resolve("flink").resolve(job).toAbsolutePath().normalize();
    FileChannel lockFile = null;
    try {
      Files.createDirectories(folder);
      lockFile =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      requireLock(lockFile, job, folder);
      List<Path> runs = FileTrees.children(folder, RUN);
      int last = runs.isEmpty() ? 0 : numberOf(runs.get(runs.size() - 1));
      Path runFolder = folder.resolve(RUN + "%08d".formatted(last + 1));
      Files.createDirectories(runFolder);
      return new StateDirectory(job, folder, lockFile, runFolder);
    } catch (IOException | TallyException e) {
      close(lockFile);
      throw e instanceof TallyException tally
          ? tally
          : new TallyException(
              Problem.STATE,
              "The state of %s cannot be kept in %s: %s. Choose another --state-dir."
                  .formatted(job, folder, e),
              e);
    }
  }

  private static void requireLock(FileChannel lockFile, String job, Path folder)
      throws IOException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      lock = null;
    }
    if (lock == null) {
      throw new TallyException(
          Problem.BUSY,
          "Another run of %s holds %s. Stop it first, or choose another --state-dir."
              .formatted(job, folder));
    }
  }

  /** Returns the folder for this run's checkpoints and savepoint. */
  Path runFolder() {
    return runFolder;
  }

  /** Returns the folder for files that need not outlive the run. */
  Path workFolder() {
    return runFolder.resolve("work");
  }

  /** Returns this run's number, different from that of every run whose state is still there. */
  int run() {
    return numberOf(runFolder);
  }

  /**
   * Returns the newest complete state that a run left, read and checked.
   *
   * @throws TallyException where it is damaged
   */
  Optional<KeptState> newest() {
    try {
      List<Path> runs = FileTrees.children(folder, RUN);
      for (int i = runs.size() - 1; i >= 0; i--) {
        Optional<KeptState> newest =
            Snapshots.completeIn(runs.get(i)).stream()
                .map(snapshot -> KeptState.read(job, snapshot))
                .max(Comparator.comparingLong(KeptState::checkpoint));
        if (newest.isPresent()) {
          return newest;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what every other run left, but for the state given. */
  void prune(@Nullable KeptState keep) {
    try {
      for (Path run : FileTrees.children(folder, RUN)) {
        boolean needed = keep != null && keep.folder().startsWith(run);
        if (!run.equals(runFolder) && !needed) {
          FileTrees.delete(run);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes everything that this run and those before it left. */
  void forget() throws IOException {
    prune(null);
    FileTrees.delete(runFolder);
  }

  @Override
  public void close() {
    close(lockFile);
  }

  private static int numberOf(Path run) {
    return Integer.parseInt(FileTrees.nameOf(run).substring(RUN.length()));
  }

  private static void close(@Nullable FileChannel lockFile) {
    try {
      if (lockFile != null) {
        lockFile.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
