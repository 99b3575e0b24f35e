package dev.tally.domain.message;

import dev.tally.domain.aggregation.StateFormat;
import java.io.DataInput;
import java.io.DataOutput;

/** The one key that all messages count for: they are told apart by their window only. */
public record AllMessages() {

  /** No bytes: there is nothing to tell apart. */
  public record Format() implements StateFormat<AllMessages> {

    @Override
    public void write(AllMessages value, DataOutput out) {}

    @Override
    public AllMessages read(DataInput in) {
      return new AllMessages();
    }
  }
}
