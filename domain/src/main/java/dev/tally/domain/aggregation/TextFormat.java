package dev.tally.domain.aggregation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Text of any length as its UTF-8 bytes behind their number. {@link DataOutput#writeUTF} would stop
 * at 65,535 bytes. Unpaired surrogates have no UTF-8 form: decoders reject them.
 */
public record TextFormat() implements StateFormat<String> {

  /** The format itself: it has no state. */
  public static final TextFormat TEXT = new TextFormat();

  @Override
  public void write(String value, DataOutput out) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public String read(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
