package dev.tally.adapters.files;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the files that a list of paths, directories and glob patterns stands for. Files of a
 * directory or pattern come in the order of their names; a file found twice is taken once. Names
 * that begin with a dot or an underscore are hidden, as Hadoop has it.
 */
final class FileFinder {

  private FileFinder() {}

  static List<Path> find(List<String> inputs) throws IOException {
    Map<Path, Path> byRealPath = new LinkedHashMap<>();
    for (String input : inputs) {
      List<Path> found = filesOf(input);
      if (found.isEmpty()) {
        throw new TallyException(
            Problem.NOT_FOUND,
            "no input file at " + input + "; name a file, a folder or a pattern");
      }
      for (Path file : found) {
        requireReadable(file);
        byRealPath.putIfAbsent(file.toRealPath(), file);
      }
    }
    return new ArrayList<>(byRealPath.values());
  }

  private static List<Path> filesOf(String input) throws IOException {
    Path path;
    try {
      path = Path.of(input);
    } catch (InvalidPathException invalid) {
      throw new TallyException(Problem.USAGE, "not a path: " + input, invalid);
    }
    if (Files.isDirectory(path)) {
      return filesBelow(path, Integer.MAX_VALUE, file -> true);
    }
    if (Files.exists(path)) {
      return List.of(path);
    }
    if (!isPattern(input)) {
      return List.of();
    }
    Path folder = folderOf(path);
    int depth =
        input.contains("**") ? Integer.MAX_VALUE : path.getNameCount() - folder.getNameCount() + 1;
    return filesBelow(folder, depth, matcherOf(path));
  }

  private static List<Path> filesBelow(Path folder, int depth, PathMatcher matcher)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> isVisible(folder.relativize(file)))
          .filter(matcher::matches)
          .sorted()
          .toList();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static boolean isVisible(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPattern(String text) {
    return text.chars().anyMatch(character -> "*?[{".indexOf(character) >= 0);
  }

  // The deepest folder above the first name that is a pattern.
  private static Path folderOf(Path pattern) {
    Path folder = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
    for (Path name : pattern) {
      if (isPattern(name.toString())) {
        break;
      }
      folder = folder.resolve(name);
    }
    return folder;
  }

  private static PathMatcher matcherOf(Path pattern) {
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.normalize().toAbsolutePath());
    return file -> matcher.matches(file.normalize().toAbsolutePath());
  }

  private static void requireReadable(Path file) {
    if (!Files.isReadable(file)) {
      throw new TallyException(
          Problem.FORBIDDEN, "not allowed to read " + file + "; check its permissions");
    }
  }
}
