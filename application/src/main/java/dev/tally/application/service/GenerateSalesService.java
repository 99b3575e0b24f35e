package dev.tally.application.service;

import dev.tally.application.port.in.GenerateSales;
import dev.tally.application.port.out.SalesFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Writes made-up sales. */
public final class GenerateSalesService implements GenerateSales {

  private final SalesFiles files;

  /** Makes the use case over its files. */
  public GenerateSalesService(SalesFiles files) {
    this.files = files;
  }

  @Override
  public void generate(long rows, long seed, Path file) {
    try {
      files.generate(rows, seed, file);
    } catch (IOException failure) {
      throw FileTrouble.writing(file, failure);
    }
  }
}
