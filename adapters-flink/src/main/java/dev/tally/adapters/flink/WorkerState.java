package dev.tally.adapters.flink;

import static dev.tally.domain.aggregation.TextFormat.TEXT;

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
 * @param topic the topic that the partitions in the account belong to
 * @param watermark the watermark that the worker has reached
 */
record WorkerState(String topic, RunAccount account, long watermark) implements Serializable {

  /** Returns both workers' states as one: no further than the slower of them. */
  WorkerState plus(WorkerState other) {
    return new WorkerState(
        topic, account.plus(other.account), Math.min(watermark, other.watermark));
  }

  /** Tells whether the input has come to its end for every worker. */
  boolean isAtEnd() {
    return watermark == Watermark.END_OF_INPUT;
  }

  /** Topic, watermark, account. */
  record Format() implements StateFormat<WorkerState> {

    private static final RunAccountFormat ACCOUNT = new RunAccountFormat();

    @Override
    public void write(WorkerState value, DataOutput out) throws IOException {
      TEXT.write(value.topic, out);
      out.writeLong(value.watermark);
      ACCOUNT.write(value.account, out);
    }

    @Override
    public WorkerState read(DataInput in) throws IOException {
      String topic = TEXT.read(in);
      long watermark = in.readLong();
      return new WorkerState(topic, ACCOUNT.read(in), watermark);
    }
  }
}
