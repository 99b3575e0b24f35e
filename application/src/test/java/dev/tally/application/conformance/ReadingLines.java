package dev.tally.application.conformance;

import dev.tally.application.port.out.Decoder;
import dev.tally.application.port.out.DecoderFactory;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.sample.Reading;
import dev.tally.domain.sample.ReadingKey;
import dev.tally.domain.sample.ReadingSummary;
import dev.tally.domain.time.Window;
import dev.tally.domain.time.WindowState;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Readings as lines {@code station;channel;value;timestamp}. */
public record ReadingLines() implements DecoderFactory<Reading> {

  @Override
  public Decoder<Reading> create() {
    return (bytes, offset, length) -> {
      String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
      String[] fields = line.split(";", -1);
      try {
        return new Reading(
            fields[0],
            Integer.parseInt(fields[1]),
            Long.parseLong(fields[2]),
            Long.parseLong(fields[3]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new UndecodableException("not station;channel;value;timestamp: '" + line + "'");
      }
    };
  }

  /** Summaries as rows {@code station;channel;start;end -> count;sum;greatest;state;updateTime}. */
  public record Rows() implements ResultEncoder<ReadingSummary> {

    @Override
    public byte[] key(ReadingSummary result) {
      return bytes(
          result.channel().station(),
          result.channel().channel(),
          result.window().start(),
          result.window().end());
    }

    @Override
    public byte[] value(ReadingSummary result, WindowState state, long updateTime) {
      return bytes(result.count(), result.sum(), result.greatest(), state, updateTime);
    }

    @Override
    public Shown<ReadingSummary> decode(byte[] key, byte[] value) {
      String[] names = new String(key, StandardCharsets.UTF_8).split(";", -1);
      String[] fields = new String(value, StandardCharsets.UTF_8).split(";", -1);
      return new Shown<>(
          new ReadingSummary(
              new ReadingKey(names[0], Integer.parseInt(names[1])),
              new Window(Long.parseLong(names[2]), Long.parseLong(names[3])),
              Long.parseLong(fields[0]),
              Long.parseLong(fields[1]),
              Long.parseLong(fields[2])),
          WindowState.valueOf(fields[3]));
    }

    private static byte[] bytes(Object... fields) {
      StringJoiner line = new StringJoiner(";");
      for (Object field : fields) {
        line.add(field.toString());
      }
      return line.toString().getBytes(StandardCharsets.UTF_8);
    }
  }
}
