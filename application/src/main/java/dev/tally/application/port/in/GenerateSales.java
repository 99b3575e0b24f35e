package dev.tally.application.port.in;

import java.nio.file.Path;

/** Writes a file of generated sales. */
@FunctionalInterface
public interface GenerateSales {

  /**
   * Writes the file over one that may be there: the same rows and seed, the same bytes.
   *
   * @throws dev.tally.application.port.TallyException where it cannot be written
   */
  void generate(long rows, long seed, Path file);
}
