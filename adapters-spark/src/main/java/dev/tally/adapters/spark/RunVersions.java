package dev.tally.adapters.spark;

import dev.tally.application.port.out.JobCommit;
import dev.tally.application.port.out.RowVersion;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The headers of the rows that one run writes: a row's epoch is the pass that writes it.
 *
 * @param run the run's number, told by the clock and not by counting: a run that was lost before
 *     its first commit has left rows, but nothing that says its number
 */
record RunVersions(long life, int run) implements Serializable {

  private static final long RUNS_COUNT_FROM = 1_577_836_800_000L; // 2020, in epoch milliseconds

  /** Returns those of the run that goes on from a commit. */
  static RunVersions after(JobCommit commit, long now) {
    int byClock = Math.toIntExact(Math.max(0, now - RUNS_COUNT_FROM) / 1_000);
    return new RunVersions(commit.life(), Math.max(byClock, commit.nextRun()));
  }

  /** Returns the headers of the rows that one pass writes, in the shape of Spark's Kafka sink. */
  ArrayData headers(long pass, boolean isFirst) {
    InternalRow header =
        new GenericInternalRow(
            new Object[] {
              UTF8String.fromString(RowVersion.HEADER),
              new RowVersion(life, run, pass, isFirst).toBytes()
            });
    return new GenericArrayData(new Object[] {header});
  }
}
