package dev.tally.application.resume;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What a user is told where a job's state, kept in a folder, cannot be used: the same words on
 * every engine.
 */
public record StateFolderTrouble(String job, Path folder) {

  /** Says that another run holds the folder. */
  public TallyException held() {
    return new TallyException(
        Problem.BUSY,
        "Another run of %s holds %s. Stop it first, or choose another --state-dir."
            .formatted(job, folder));
  }

  /** Says that the folder cannot be written. */
  public TallyException unwritable(IOException failure) {
    return new TallyException(
        Problem.STATE,
        "The state of job %s cannot be written to %s: %s.%nWhat was kept before is intact. Make room or choose another --state-dir, then run the same command again."
            .formatted(job, folder, reasonOf(failure)),
        failure);
  }

  /** Says that what is kept is missing in part, or cannot be read. */
  public TallyException damaged(Exception cause) {
    return new TallyException(
        Problem.STATE,
        "The state kept of job %s in %s is damaged: %s.%nGo on from the rows of the output topic with --restore-from-output, or start anew with --fresh."
            .formatted(job, folder, cause.getMessage()),
        cause);
  }

  private static String reasonOf(IOException failure) {
    return failure instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : failure.getMessage() + " (" + failure.getClass().getSimpleName() + ")";
  }
}
