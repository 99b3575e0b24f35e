package dev.tally.adapters.spark;

import dev.tally.application.port.Problem;
import dev.tally.application.port.TallyException;
import dev.tally.application.resume.FullDisk;
import dev.tally.application.resume.InputIdentity;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a running job: that its input is still the topic that it was. Says what it was that
 * ended a job. Used by one thread at a time.
 */
final class JobGuard {

  private static final Logger LOG = LoggerFactory.getLogger(JobGuard.class);

  private final StateFolder folder;
  private final InputIdentity identity;
  private final Commits commits;
  private boolean wasMissing;

  JobGuard(StateFolder folder, InputIdentity identity, Commits commits) {
    this.folder = folder;
    this.identity = identity;
    this.commits = commits;
  }

  /** Looks once, and ends the job where it must not go on. */
  void look(CompletableFuture<Void> over) {
    try {
      identity.requireSame();
      wasMissing = false;
    } catch (TallyException trouble) {
      if (trouble.problem() == Problem.STATE) {
        over.completeExceptionally(trouble);
      } else if (trouble.problem() == Problem.NOT_FOUND) {
        if (wasMissing) {
          over.completeExceptionally(trouble);
        }
        wasMissing = true; // a broker that has just come back may not know all its topics yet
      } else {
        LOG.debug("The broker cannot be asked for now", trouble);
      }
    }
  }

  /** Says in the user's words what ended the job, where that is known. */
  Throwable explained(Throwable failure, Map<Integer, Long> positions) {
    if (failure instanceof TallyException) {
      return failure;
    }
    Optional<IOException> full = FullDisk.in(failure);
    if (full.isPresent()) {
      return folder.unwritable(full.get());
    }
    try {
      folder.requireWritable();
      identity.requireSame();
      identity.requireAt(positions);
      return failure;
    } catch (TallyException known) {
      known.addSuppressed(failure);
      return known;
    }
  }

  /** Notes that there is nothing to go on from: the input came to its end. */
  void complete() {
    folder.complete();
    commits.history().forget(commits.job(), commits.input(), commits.output());
  }
}
