package dev.tally.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules as they lie in the repository: their sources and what was compiled from them. */
final class Modules {

  static final List<String> NAMES =
      List.of(
          "domain",
          "application",
          "adapters-kafka",
          "adapters-flink",
          "adapters-spark",
          "adapters-files",
          "bootstrap");

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Modules() {}

  /** Returns the classes of all modules, without their tests. */
  static JavaClasses classes() {
    return new ClassFileImporter().importPaths(compiled("classes"));
  }

  /** Returns the tests of all modules, as far as they are compiled. */
  static JavaClasses tests() {
    return new ClassFileImporter().importPaths(compiled("test-classes"));
  }

  /** Returns the name of every class that has a source file of its own in a module. */
  static List<String> sources(String module) {
    Path sources = ROOT.resolve(module).resolve("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .map(file -> sources.relativize(file).toString())
          .filter(file -> file.endsWith(".java") && !file.endsWith("package-info.java"))
          .map(file -> file.substring(0, file.length() - ".java".length()))
          .map(file -> file.replace('/', '.').replace('\\', '.'))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> compiled(String kind) {
    return NAMES.stream()
        .map(module -> ROOT.resolve(module).resolve("target").resolve(kind))
        .filter(Files::isDirectory)
        .toList();
  }
}
