package dev.tally.adapters.files;

import dev.tally.adapters.files.PendingFile.Content;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory of one result: part files, and the rejected rows where there are any. All new files
 * are complete and on disk before the first takes its name. Other files in it are left alone.
 */
record ResultDirectory(Path path) {

  static final String PART = "part-00000.csv";
  static final String REJECTS = "rejects.csv";

  /** Replaces all files of the result by those given, by name; the part file comes last. */
  void replace(Map<String, Content> files) throws IOException {
    Files.createDirectories(path);
    List<PendingFile> pending = new ArrayList<>();
    try {
      for (Map.Entry<String, Content> file : files.entrySet()) {
        pending.add(PendingFile.write(path.resolve(file.getKey()), file.getValue()));
      }
      for (PendingFile file : pending) {
        file.publish();
      }
    } finally {
      for (PendingFile file : pending) {
        file.close();
      }
    }
    removeAllBut(files.keySet());
    sync();
  }

  private void removeAllBut(Set<String> names) throws IOException {
    List<Path> stale;
    try (Stream<Path> files = Files.list(path)) {
      stale = files.filter(file -> isStale(nameOf(file), names)).collect(Collectors.toList());
    }
    for (Path file : stale) {
      Files.deleteIfExists(file);
    }
  }

  // Parts and rejects of an earlier result, and what runs that were killed left half written.
  private static boolean isStale(String name, Set<String> names) {
    boolean isResult = name.matches("part-.*\\.csv") || name.equals(REJECTS);
    boolean isLeftover = PendingFile.isPending(name, PART) || PendingFile.isPending(name, REJECTS);
    return isLeftover || (isResult && !names.contains(name));
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  // Makes the new names last through a power cut, where the system lets a directory be opened.
  private void sync() throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel directory = FileChannel.open(path)) {
        directory.force(true);
      }
    }
  }
}
