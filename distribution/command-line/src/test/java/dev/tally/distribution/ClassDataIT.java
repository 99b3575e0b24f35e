package dev.tally.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of class data that the first run of a command leaves for the next ones. */
class ClassDataIT {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("tally.launcher", "tally")).toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String RECORDING = "recording.";
  private static final String ARCHIVE_FLAG = "-XX:SharedArchiveFile=";

  @TempDir Path root;

  // A launcher of its own with the same libraries, so that there is a first run.
  @BeforeEach
  void layOut() throws IOException {
    Path built = LAUNCHER.resolveSibling("distribution/target/tally");
    Path layout = Files.createDirectories(root.resolve("distribution/target/tally"));
    Files.createSymbolicLink(layout.resolve("lib"), built.resolve("lib"));
    Files.createSymbolicLink(layout.resolve("conf"), built.resolve("conf"));
    Files.copy(LAUNCHER, root.resolve("tally"));
  }

  @AfterEach
  void removeLinks() throws IOException {
    Files.delete(root.resolve("distribution/target/tally/lib"));
    Files.delete(root.resolve("distribution/target/tally/conf"));
  }

  @Test
  void theFirstRunLeavesAnArchiveWhichEvenBrokenDoesNoHarm()
      throws IOException, InterruptedException {
    assertThat(tally(Map.of(), "generate", "sales", "--rows", "10")).isEqualTo(0);
    awaitEndOfRecording();

    assertThat(tally(Map.of("TALLY_SHOW_COMMAND", "yes"), "generate", "sales")).isEqualTo(0);
    Path archive =
        output().stream()
            .filter(word -> word.startsWith(ARCHIVE_FLAG))
            .map(word -> Path.of(word.substring(ARCHIVE_FLAG.length())))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no archive: " + classData()));
    assertThat(archive).isRegularFile();
    assertThat(tally(Map.of(), "generate", "sales", "--rows", "11")).isEqualTo(0);

    Files.delete(archive);
    Files.writeString(archive, "no archive");
    assertThat(tally(Map.of(), "generate", "sales", "--rows", "12")).isEqualTo(0);
    assertThat(output()).noneMatch(line -> line.contains("[warning]") || line.contains("[error]"));
  }

  @Test
  void aRunThatFailsIsNoExample() throws IOException, InterruptedException {
    assertThat(tally(Map.of(), "run", "sales-summary", "--input", "none.csv")).isEqualTo(4);
    awaitEndOfRecording();

    assertThat(classData()).isEmpty();
  }

  @Test
  void nothingIsKeptWhereItIsTurnedOff() throws IOException, InterruptedException {
    assertThat(tally(Map.of("TALLY_CLASS_DATA", "off"), "generate", "sales", "--rows", "10"))
        .isEqualTo(0);

    assertThat(classData()).isEmpty();
  }

  private int tally(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(root.resolve("tally").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("output.txt").toFile());
    builder.environment().remove("TALLY_CLASS_DATA");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> output() throws IOException {
    return Files.readAllLines(root.resolve("output.txt"), StandardCharsets.UTF_8);
  }

  private void awaitEndOfRecording() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (classData().stream().anyMatch(file -> file.contains(RECORDING))) {
      assertThat(System.nanoTime()).as("still there: " + classData()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private List<String> classData() {
    Path folder = root.resolve("distribution/target/tally/class-data");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .map(file -> folder.relativize(file))
          .filter(file -> file.getNameCount() == 2) // below the folder of one Java
          .map(Path::toString)
          .toList();
    } catch (IOException | UncheckedIOException removedMeanwhile) {
      return List.of(RECORDING);
    }
  }
}
