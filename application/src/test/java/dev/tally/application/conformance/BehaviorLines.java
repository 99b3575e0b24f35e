package dev.tally.application.conformance;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.time.WindowState;
import java.nio.charset.StandardCharsets;

/** User behaviors as lines {@code category;behavior}, for tests that are not about JSON. */
public record BehaviorLines() implements DecoderFactory<BehaviorEvent> {

  @Override
  public Decoder<BehaviorEvent> create() {
    return (bytes, offset, length) -> {
      String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
      String[] fields = line.split(";", -1);
      if (fields.length != 2) {
        throw new UndecodableException("not category;behavior: '" + line + "'");
      }
      return new BehaviorEvent(fields[0], fields[1]);
    };
  }

  /** Counts as rows {@code category;behavior -> count;state;updateTime}. */
  public record Rows() implements ResultEncoder<BehaviorCount> {

    @Override
    public byte[] key(BehaviorCount result) {
      return (result.category() + ";" + result.behavior()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] value(BehaviorCount result, WindowState state, long updateTime) {
      return (result.count() + ";" + state + ";" + updateTime).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Shown<BehaviorCount> decode(byte[] key, byte[] value) throws UndecodableException {
      BehaviorEvent cell = new BehaviorLines().create().decode(key, 0, key.length);
      String[] fields = new String(value, StandardCharsets.UTF_8).split(";", -1);
      return new Shown<>(
          new BehaviorCount(cell.category(), cell.behavior(), Long.parseLong(fields[0])),
          WindowState.valueOf(fields[1]));
    }
  }
}
