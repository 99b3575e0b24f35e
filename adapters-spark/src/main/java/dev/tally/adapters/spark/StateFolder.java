package dev.tally.adapters.spark;

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
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one job, held by one run at a time: the file of the last committed pass, the state
 * store's files, and what Spark notes of the query. Closing it gives the folder back.
 */
final class StateFolder implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String QUERY = "query";
  private static final String COMPLETED = "completed";
  private static final int PROBE_BYTES = 64 * 1024;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(?:delta|snapshot)");

  private final String job;
  private final Path root;
  private final FileChannel lock;

  private StateFolder(String job, Path root, FileChannel lock) {
    this.job = job;
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes a job's folder, which is made where it is missing.
   *
   * @throws TallyException where another run holds it, or it cannot be written
   */
  static StateFolder open(Path stateDirectory, String job) {
    Path root = stateDirectory.resolve("spark").resolve(job).toAbsolutePath();
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StateFolderTrouble(job, root).held();
      }
      return new StateFolder(job, root, channel);
    } catch (IOException failure) {
      throw new StateFolderTrouble(job, root).unwritable(failure);
    }
  }

  /** Returns what to tell the user where the folder cannot be written. */
  TallyException unwritable(IOException failure) {
    return new StateFolderTrouble(job, root).unwritable(failure);
  }

  /**
   * Looks whether state can be written.
   *
   * @throws TallyException where it cannot
   */
  void requireWritable() {
    Path probe = root.resolve("probe");
    try {
      Files.write(probe, new byte[PROBE_BYTES], StandardOpenOption.CREATE, StandardOpenOption.SYNC);
      Files.delete(probe);
    } catch (IOException failure) {
      throw unwritable(failure);
    }
  }

  /** Returns the job's folder, for users to look at. */
  Path folder() {
    return root;
  }

  /** Tells whether the last run came to the end of its input, so that nothing is to be kept. */
  boolean isCompleted() {
    return Files.exists(root.resolve(COMPLETED));
  }

  /** Notes that the input came to its end, and forgets everything kept. */
  void complete() {
    try {
      Files.write(root.resolve(COMPLETED), new byte[0]);
    } catch (IOException failure) {
      throw unwritable(failure);
    }
    clear();
  }

  /** Notes that there is a run whose state is to be kept from now on. */
  void begin() {
    delete(root.resolve(COMPLETED));
  }

  /** Returns an empty folder in which Spark may note how far one run's query is. */
  Path newQueryCheckpoint() {
    Path checkpoint = root.resolve(QUERY);
    delete(checkpoint);
    return checkpoint;
  }

  /** Where the state store keeps its versions. */
  Path store() {
    return root.resolve("store");
  }

  /** The file of the last committed pass. */
  Path committedPass() {
    return root.resolve("committed.properties");
  }

  /**
   * Deletes the store's files of versions that no committed pass has: they are of a pass that never
   * happened, and must not be taken for those of the pass that comes in its place.
   */
  void dropVersionsAfter(long version) {
    if (!Files.exists(store())) {
      return;
    }
    try (Stream<Path> tree = Files.walk(store())) {
      for (Path file : tree.filter(entry -> versionOf(entry) > version).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Looks through a version of the store.
   *
   * @throws TallyException where it is damaged
   */
  void requireVersion(long version, int shards) {
    try {
      new StoredVersion(store(), version).requireIntact(shards);
    } catch (IOException damage) {
      throw new StateFolderTrouble(job, root).damaged(damage);
    }
  }

  /** Forgets everything kept. */
  void clear() {
    // The pass goes first: without it the rest means nothing, whenever this is cut short.
    List.of(committedPass(), root.resolve(QUERY), store()).forEach(StateFolder::delete);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisJvm) {
      return null;
    }
  }

  // The store names its files 17.delta and 17.snapshot; none of its folders has a dot.
  private static long versionOf(Path file) {
    Matcher name = VERSION.matcher(String.valueOf(file.getFileName()));
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(path)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
