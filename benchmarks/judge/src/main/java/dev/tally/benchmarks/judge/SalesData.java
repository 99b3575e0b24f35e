package dev.tally.benchmarks.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The files that the sales summary reads: made by the product's generator with a fixed seed, kept
 * from one run of the benchmarks to the next, and read once before anybody is measured, so that all
 * find them in memory.
 */
final class SalesData {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Arena arena;
  private final Commands commands;

  SalesData(Arena arena, Commands commands) {
    this.arena = arena;
    this.commands = commands;
  }

  /** Returns a file with so many rows, written now if it is not there. */
  String file(long rows) throws InterruptedException {
    Path file = arena.data().resolve("sales-" + rows + ".csv");
    if (!Files.exists(file)) {
      Path unfinished = arena.data().resolve("sales-" + rows + ".csv.tmp");
      Attempt attempt = arena.attempt("", rows);
      Outcome outcome = arena.run(generate(rows, unfinished), attempt, PATIENCE);
      if (outcome.exitCode() != 0) {
        throw new IllegalStateException("Could not write " + file + ":\n" + outcome.lastWords());
      }
      arena.tidy(attempt);
      try {
        Files.move(unfinished, file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    warm(file);
    return file.toString();
  }

  private List<String> generate(long rows, Path file) {
    return commands.tally(
        TopicContestants.IN_PROCESS,
        List.of(
            "generate", "sales", "--rows=" + rows, "--seed=" + TopicData.SEED, "--out=" + file));
  }

  private static void warm(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
