package dev.tally.application.port;

import dev.tally.domain.aggregation.Accounting;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A job at one moment, for the status line. Numbers may be a moment old; the {@link RunReport} at
 * the end is exact.
 *
 * @param lag records between the position and the end of the input, where known
 * @param watermark the watermark in epoch milliseconds, or {@link
 *     dev.tally.domain.time.Watermark#NONE}
 * @param watermarkHolder the partition that the watermark waits for, where known
 * @param firstRejected the first rejected records, at most {@link RejectedRecord#SHOWN}
 */
public record Progress(
    JobStatus status,
    Accounting accounting,
    OptionalLong lag,
    long watermark,
    OptionalInt watermarkHolder,
    List<RejectedRecord> firstRejected) {}
