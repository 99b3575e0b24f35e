package dev.tally.application.files;

import dev.tally.application.port.JobStatus;
import dev.tally.application.port.Progress;
import dev.tally.application.port.RunReport;
import dev.tally.application.port.out.AggregationEngine;
import dev.tally.application.port.out.FilesInput;
import dev.tally.application.port.out.WallClock;
import dev.tally.domain.aggregation.AggregationSpec;
import org.jspecify.annotations.Nullable;

/** What a run over files says of itself, on any engine. Thread-safe. */
public final class FilesRun {

  private static final double MILLIS_IN_SECOND = 1e3;

  private final String job;
  private final AggregationEngine engine;
  private final int parallelism;
  private final long bytes;
  private final WallClock clock;
  private final long requestedAt;
  private volatile long startedAt;

  /**
   * A run is asked for now.
   *
   * @param parallelism how many workers take part
   * @param clock measures how long it takes
   */
  public FilesRun(
      AggregationSpec<?, ?, ?, ?> spec,
      AggregationEngine engine,
      int parallelism,
      FilesInput<?> input,
      WallClock clock) {
    this.job = spec.name();
    this.engine = engine;
    this.parallelism = parallelism;
    this.bytes = input.bytes();
    this.clock = clock;
    this.requestedAt = clock.now();
    this.startedAt = requestedAt;
  }

  /** The workers begin to read now. */
  public void begin() {
    beganAt(clock.now());
  }

  /** The workers began to read at that time. */
  public void beganAt(long millis) {
    startedAt = millis;
  }

  /** Returns the run as it is at the moment. */
  public Progress progress(JobStatus status, FilesAccount account) {
    return Progress.ofFiles(
        status,
        account.accounting(),
        new Progress.Bytes(account.bytes(), bytes),
        account.rejectedRows());
  }

  /** Returns the report of the run, which ends now. */
  public RunReport report(JobStatus status, FilesAccount account, @Nullable Throwable failure) {
    return new RunReport(
        job,
        engine.name(),
        engine.version(),
        parallelism,
        account.accounting(),
        0,
        (startedAt - requestedAt) / MILLIS_IN_SECOND,
        (clock.now() - startedAt) / MILLIS_IN_SECOND,
        status,
        account.rejectedRows(),
        failure);
  }
}
