package dev.tally.adapters.flink;

import dev.tally.application.port.out.JobCommit;
import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.time.Watermark;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * What one worker of the aggregation knows besides its rows. It is kept in checkpoints and shown to
 * the driver.
 *
 * @param lineage which written rows the state stands for
 * @param watermark the watermark that the worker has reached
 */
record WorkerState(Lineage lineage, RunAccount account, long watermark) implements Serializable {

  /** Returns both workers' states as one: no further than the slower of them. */
  WorkerState plus(WorkerState other) {
    return new WorkerState(
        lineage.plus(other.lineage),
        account.plus(other.account),
        Math.min(watermark, other.watermark));
  }

  /** Tells whether the input has come to its end for every worker. */
  boolean isAtEnd() {
    return watermark == Watermark.END_OF_INPUT;
  }

  /** Returns what the job has committed once this state of all its workers is kept. */
  JobCommit commit() {
    return new JobCommit(
        lineage.rules(),
        lineage.life(),
        lineage.runs(),
        account.positions(),
        watermark,
        account.accounting());
  }

  /** Lineage, watermark, account. */
  record Format() implements StateFormat<WorkerState> {

    private static final Lineage.Format LINEAGE = new Lineage.Format();
    private static final RunAccountFormat ACCOUNT = new RunAccountFormat();

    @Override
    public void write(WorkerState value, DataOutput out) throws IOException {
      LINEAGE.write(value.lineage, out);
      out.writeLong(value.watermark);
      ACCOUNT.write(value.account, out);
    }

    @Override
    public WorkerState read(DataInput in) throws IOException {
      Lineage lineage = LINEAGE.read(in);
      long watermark = in.readLong();
      return new WorkerState(lineage, ACCOUNT.read(in), watermark);
    }
  }
}
