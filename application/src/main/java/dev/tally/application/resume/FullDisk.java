package dev.tally.application.resume;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Recognises, under what engines wrap around it, that a file could not grow. */
public final class FullDisk {

  // Java has no exceptions of their own for them: these are the words of the system's C library.
  private static final List<String> REASONS =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  private FullDisk() {}

  /** Returns the exception that says so, the failure itself or the first such cause. */
  public static Optional<IOException> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof IOException known && REASONS.stream().anyMatch(message::contains)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }
}
