package dev.tally.benchmarks.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What Tally's launcher learns of a first run: it keeps an archive of class data, so that later
 * starts are quicker. Users have had a first run; so each command is run once before it is
 * measured.
 */
final class ClassData {

  private static final String SWITCH = "TALLY_CLASS_DATA";
  private static final String RECORDING = "recording.";
  private static final int DEPTH = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Arena arena;
  private final Commands commands;
  private final Path archives;

  /**
   * Prepares to learn.
   *
   * @param home where Tally is laid out
   */
  ClassData(Arena arena, Commands commands, Path home) {
    this.arena = arena;
    this.commands = commands;
    this.archives = home.resolve("class-data");
  }

  /** Runs a contestant once through the launcher, and waits until it has kept what it learnt. */
  void learn(Contestant contestant, String input, long records) throws InterruptedException {
    if (contestant.role() != Contestant.Role.TALLY || "off".equals(System.getenv(SWITCH))) {
      return;
    }
    Attempt attempt = arena.attempt(input, records);
    arena.topics().create(attempt.output());
    List<String> words = new ArrayList<>(contestant.command().words(attempt));
    arena.run(commands.throughLauncher(contestant.engine(), words), attempt, PATIENCE);
    arena.tidy(attempt);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (isRecording() && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    commands.forget(contestant.engine());
  }

  private boolean isRecording() {
    if (!Files.isDirectory(archives)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(archives, DEPTH)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith(RECORDING));
    } catch (IOException | UncheckedIOException e) {
      return true; // it has just been removed: look again
    }
  }
}
