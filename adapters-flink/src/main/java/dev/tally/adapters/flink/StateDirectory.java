package dev.tally.adapters.flink;

import dev.tally.application.port.TallyException;
import dev.tally.application.resume.StateFolderTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one job keeps on disk: a folder for each run, numbered upwards, with the run's checkpoints
 * and, where it was stopped, its savepoint. Held by one run at a time.
 */
final class StateDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);
  private static final String RUN = "run-";
  private static final String COMPLETED = "completed";
  private static final int PROBE_BYTES = 64 * 1024;

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
    } catch (TallyException e) {
      close(lockFile);
      throw e;
    } catch (IOException e) {
      close(lockFile);
      throw new StateFolderTrouble(job, folder).unwritable(e);
    }
  }

  /** Returns what to tell the user where the folder cannot be written. */
  TallyException unwritable(IOException failure) {
    return new StateFolderTrouble(job, folder).unwritable(failure);
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
      throw new StateFolderTrouble(job, folder).held();
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
   * Returns what the runs before left that is newest, read and checked.
   *
   * @throws TallyException where it is damaged
   */
  Optional<KeptState> newest() {
    try {
      List<Path> runs = FileTrees.children(folder, RUN);
      for (int i = runs.size() - 1; i >= 0; i--) {
        Optional<KeptState> newest = KeptState.newestOf(job, runs.get(i));
        if (newest.isPresent()) {
          return newest;
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the job's folder, for users to look at. */
  Path folder() {
    return folder;
  }

  /** Tells whether the last run came to the end of its input, so that nothing is to be kept. */
  boolean isCompleted() {
    return Files.exists(folder.resolve(COMPLETED));
  }

  /** Notes what this run begins with, in place of all that was kept before. */
  void begin(RunBeginning beginning) {
    try {
      beginning.write(runFolder);
      prune(null);
      Files.deleteIfExists(folder.resolve(COMPLETED));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Looks whether this run can write its state.
   *
   * @throws TallyException where it cannot
   */
  void requireWritable() {
    Path probe = runFolder.resolve("probe");
    try {
      DurableFile.replace(probe, new byte[PROBE_BYTES]);
      Files.delete(probe);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Deletes what every other run left, but for the state given. */
  void prune(@Nullable KeptState keep) {
    try {
      for (Path run : FileTrees.children(folder, RUN)) {
        boolean needed = keep != null && keep.runFolder().equals(run);
        if (!run.equals(runFolder) && !needed) {
          FileTrees.delete(run);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes that the input came to its end and deletes everything that was kept. */
  void complete() throws IOException {
    DurableFile.replace(folder.resolve(COMPLETED), new byte[0]);
    prune(null);
    FileTrees.delete(runFolder);
  }

  /** Deletes what the run needed while it lived, as far as that can be done. */
  void deleteWork() {
    try {
      FileTrees.delete(workFolder());
    } catch (IOException leftToTheNext) {
      LOG.debug("The next run deletes {}", workFolder(), leftToTheNext);
    }
  }

  /** Deletes all that was kept, of a job that keeps nothing. */
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
