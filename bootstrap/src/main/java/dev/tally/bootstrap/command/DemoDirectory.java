package dev.tally.bootstrap.command;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.bootstrap.wiring.Brokers;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The data directory of demos, which begins empty each time so that every count checks out. */
final class DemoDirectory {

  private DemoDirectory() {}

  /** Removes what an earlier demo left, unless somebody still uses it. */
  static void empty(Path directory, Brokers brokers) {
    if (!Files.exists(directory)) {
      return;
    }
    if (brokers.isRunning(directory)) {
      throw new TallyException(
          Problem.BUSY,
          "A broker is running on %s: another demo, or a command that shows the last one.%nEnd it, then start the demo again."
              .formatted(directory));
    }
    try {
      Files.walkFileTree(directory, new Removal());
    } catch (IOException e) {
      throw new TallyException(
          Problem.FORBIDDEN,
          "Cannot remove what the last demo left in %s: %s.%nRemove that folder by hand."
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
