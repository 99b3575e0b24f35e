package dev.tally.application.service;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Says what is the matter where the file system does not do what it is asked for. */
final class FileTrouble {

  private FileTrouble() {}

  static TallyException reading(IOException failure) {
    return new TallyException(
        Problem.FORBIDDEN,
        "Cannot read the input: %s.%nName readable files with --input.".formatted(what(failure)),
        failure);
  }

  static TallyException writing(Path target, IOException failure) {
    return new TallyException(
        Problem.FORBIDDEN,
        "Cannot write %s: %s.%nName another place, or free this one."
            .formatted(target, what(failure)),
        failure);
  }

  // The message of these exceptions is the file's name, and not much more.
  private static String what(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " is denied";
    }
    if (failure instanceof FileSystemException trouble && trouble.getReason() == null) {
      return "%s of %s".formatted(failure.getClass().getSimpleName(), trouble.getFile());
    }
    return String.valueOf(failure.getMessage());
  }
}
