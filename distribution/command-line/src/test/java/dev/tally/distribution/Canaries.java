package dev.tally.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds secrets where they must not be. */
record Canaries(List<String> secrets) {

  private static final int SHOWN = 200;

  /** What was searched, and where a secret was found: the file, and what is in front of it. */
  record Search(long bytes, List<String> found) {}

  /** Searches all files below a folder, one that may still be written to. */
  Search below(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    } catch (UncheckedIOException e) {
      // A folder that went away while it was searched: the files seen so far count.
    }
    return in(files);
  }

  /** Searches what everybody on the machine may see of processes, and their environment. */
  Search processes(List<ProcessHandle> processes) throws IOException {
    List<Path> files = new ArrayList<>();
    for (ProcessHandle process : processes) {
      files.add(Path.of("/proc/%d/cmdline".formatted(process.pid())));
      files.add(Path.of("/proc/%d/environ".formatted(process.pid())));
    }
    return in(files);
  }

  private Search in(List<Path> files) throws IOException {
    long bytes = 0;
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      String content = content(file);
      bytes += content.length();
      for (String secret : secrets) {
        int place = content.indexOf(secret);
        if (place >= 0) {
          int line = content.lastIndexOf('\n', place) + 1;
          found.add(file + ": " + content.substring(line, Math.min(place, line + SHOWN)));
        }
      }
    }
    return new Search(bytes, found);
  }

  private static String content(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return ""; // removed while the folder was searched
    }
  }
}
