package dev.tally.adapters.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders as wholes. */
final class FileTrees {

  private FileTrees() {}

  /** Deletes a folder and all below it; a missing one is fine. */
  static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException alreadyGone) {
      return;
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** Returns the entries of a folder whose names begin so; none where there is no such folder. */
  static List<Path> children(Path folder, String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> nameOf(path).startsWith(prefix)).sorted().toList();
    } catch (NoSuchFileException missing) {
      return List.of();
    }
  }

  static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }
}
