package dev.tally.bootstrap.console;

import dev.tally.application.port.Progress;
import java.util.Optional;

/** Something to say about a job beside its numbers, where there is reason to. Not thread-safe. */
@FunctionalInterface
public interface StatusNote {

  /**
   * Returns what is to be said now.
   *
   * @param nanos the steady clock now
   */
  Optional<String> text(Progress progress, long nanos);
}
