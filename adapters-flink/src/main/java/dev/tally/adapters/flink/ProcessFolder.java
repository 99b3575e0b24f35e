package dev.tally.adapters.flink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary folder that lives as long as this process. A process that ends deletes its own; what
 * a killed one left is deleted by the next that makes one. Who lives is told by a lock, which the
 * system gives back however a process ends.
 */
final class ProcessFolder {

  private static final String LOCK = "lock";

  private ProcessFolder() {}

  /**
   * Makes a folder, and deletes those beside it whose process is gone.
   *
   * @param prefix how the names of such folders begin, and of no others
   */
  static Path create(Path parent, String prefix) throws IOException {
    for (Path folder : FileTrees.children(parent, prefix)) {
      deleteAbandoned(folder);
    }
    while (true) {
      Path folder = Files.createTempDirectory(parent, prefix);
      Path lock = folder.resolve(LOCK);
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Another process that cleans up may have come between the file and its lock.
      if (channel.tryLock() != null && Files.exists(lock)) {
        // The hook also keeps the channel from being closed, and the lock with it, by a collection.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder, channel)));
        return folder;
      }
      channel.close();
    }
  }

  private static void deleteAbandoned(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        FileTrees.delete(folder);
      }
    } catch (IOException | OverlappingFileLockException inUseOrAnothers) {
      // Whoever has it takes care of it.
    }
  }

  private static void delete(Path folder, FileChannel lock) {
    try (lock) {
      FileTrees.delete(folder);
    } catch (IOException leftToTheNext) {
      // Temporary files of a process that ends; the next one deletes them.
    }
  }
}
