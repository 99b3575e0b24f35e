package dev.tally.domain.sample;

import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TextFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One channel of one station. */
public record ReadingKey(String station, int channel) {

  /** The station, then the channel. */
  public record Format() implements StateFormat<ReadingKey> {

    @Override
    public void write(ReadingKey value, DataOutput out) throws IOException {
      TextFormat.TEXT.write(value.station, out);
      out.writeInt(value.channel);
    }

    @Override
    public ReadingKey read(DataInput in) throws IOException {
      return new ReadingKey(TextFormat.TEXT.read(in), in.readInt());
    }
  }
}
