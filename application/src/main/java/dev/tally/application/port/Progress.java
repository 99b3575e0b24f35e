package dev.tally.application.port;

import dev.tally.domain.aggregation.Accounting;
import dev.tally.domain.time.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A job at one moment, for the status line. Numbers may be a moment old; the {@link RunReport} at
 * the end is exact.
 *
 * @param lag records between the position and the end of the input, where known
 * @param watermark the watermark in epoch milliseconds, or {@link Watermark#NONE}
 * @param watermarkHolder the partition that the watermark waits for, where known
 * @param firstRejected what was rejected first: a few, for the user to see
 * @param bytes how much of the input has been read, where that is known in bytes
 */
public record Progress(
    JobStatus status,
    Accounting accounting,
    OptionalLong lag,
    long watermark,
    OptionalInt watermarkHolder,
    List<? extends Rejection> firstRejected,
    Optional<Bytes> bytes) {

  /** A job over topics. */
  public Progress(
      JobStatus status,
      Accounting accounting,
      OptionalLong lag,
      long watermark,
      OptionalInt watermarkHolder,
      List<? extends Rejection> firstRejected) {
    this(status, accounting, lag, watermark, watermarkHolder, firstRejected, Optional.empty());
  }

  /** Returns the progress of a job over files. */
  public static Progress ofFiles(
      JobStatus status, Accounting accounting, Bytes bytes, List<RejectedRow> firstRejected) {
    return new Progress(
        status,
        accounting,
        OptionalLong.empty(),
        Watermark.NONE,
        OptionalInt.empty(),
        firstRejected,
        Optional.of(bytes));
  }

  /**
   * A part of the input's bytes.
   *
   * @param done how many have been read
   * @param all how many there are
   */
  public record Bytes(long done, long all) {}
}
