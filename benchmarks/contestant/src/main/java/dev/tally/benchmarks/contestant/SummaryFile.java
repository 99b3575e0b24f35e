package dev.tally.benchmarks.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of a job over files: {@code summary.csv} in the contestant's folder, with category,
 * total revenue, average price, total quantity and number of transactions.
 */
public final class SummaryFile {

  private SummaryFile() {}

  /** Writes the rows of one run. */
  public static void write(Task task, List<String> rows) throws IOException {
    Files.write(Path.of(task.text("folder"), "summary.csv"), rows);
  }
}
