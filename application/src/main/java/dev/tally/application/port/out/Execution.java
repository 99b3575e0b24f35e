package dev.tally.application.port.out;

import java.nio.file.Path;

/**
 * How a job is to be run.
 *
 * @param parallelism how many workers read and combine, at least 1
 * @param stateDirectory where an engine that keeps checkpoints in files may keep them; a folder of
 *     its own below it for each engine and job
 */
public record Execution(int parallelism, Path stateDirectory) {

  public Execution {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1: " + parallelism);
    }
  }
}
