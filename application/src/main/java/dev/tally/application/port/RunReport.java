package dev.tally.application.port;

import dev.tally.domain.aggregation.Accounting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, written when it has ended.
 *
 * @param engine the engine that really ran, as on the command line
 * @param engineVersion the engine's version
 * @param parallelism how many workers took part
 * @param accounting where every record went, since the job first started: a resumed run goes on
 *     with the numbers of the run before it
 * @param readBefore of the records read, those that earlier runs read
 * @param startupSeconds from the request to the first poll
 * @param processingSeconds from the first poll to the last commit
 * @param status {@link JobStatus#FINISHED}, {@link JobStatus#CANCELED} or {@link JobStatus#FAILED}
 * @param firstRejected what was rejected first: a few, for the user to see
 * @param failure what ended a failed run, with its cause; null otherwise
 */
public record RunReport(
    String job,
    String engine,
    String engineVersion,
    int parallelism,
    Accounting accounting,
    long readBefore,
    double startupSeconds,
    double processingSeconds,
    JobStatus status,
    List<? extends Rejection> firstRejected,
    @Nullable Throwable failure) {

  public RunReport {
    if (!status.isTerminal()) {
      throw new IllegalArgumentException("a report is of a run that has ended, not " + status);
    }
    if ((status == JobStatus.FAILED) != (failure != null)) {
      throw new IllegalArgumentException("a failure goes with FAILED only: " + status, failure);
    }
  }

  /** Returns the records read in this run for each second of processing. */
  public double eventsPerSecond() {
    long read = accounting.read() - readBefore;
    return processingSeconds > 0 ? read / processingSeconds : 0;
  }
}
