package dev.tally.application.port.out;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a job is to be run.
 *
 * @param parallelism how many workers read and combine, at least 1
 * @param commitEvery how far apart commits are at least, where the engine commits on its own: rows
 *     that are emitted in between wait for the next one. Zero to commit with every emission
 * @param stateDirectory where an engine that keeps checkpoints in files may keep them; a folder of
 *     its own below it for each engine and job
 */
public record Execution(int parallelism, Duration commitEvery, Path stateDirectory) {

  public Execution {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1: " + parallelism);
    }
  }

  /** An execution that commits with every emission. */
  public Execution(int parallelism, Path stateDirectory) {
    this(parallelism, Duration.ZERO, stateDirectory);
  }
}
