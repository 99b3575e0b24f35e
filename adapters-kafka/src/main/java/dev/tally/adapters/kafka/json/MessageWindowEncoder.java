package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.message.MessageWindow;
import dev.tally.domain.time.Window;
import dev.tally.domain.time.WindowState;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes windows as upserts, and reads them back. A local time that occurs twice, when clocks are
 * set back, is written with its offset: two windows never have the same key.
 *
 * @param zone the zone in which times are shown
 */
record MessageWindowEncoder(ZoneId zone) implements ResultEncoder<MessageWindow> {

  private static final byte[] START = "{\"window_start\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\",\"window_end\":\"".getBytes(US_ASCII);
  private static final byte[] COUNT = "\",\"count\":".getBytes(US_ASCII);
  private static final byte[] STATE = ",\"state\":".getBytes(US_ASCII);
  private static final byte[] UPDATE_TIME = ",\"update_time\":\"".getBytes(US_ASCII);
  private static final byte[] CLOSE = "\"}".getBytes(US_ASCII);
  private static final RowReader ROW =
      new RowReader(
          List.of(
              RowReader.text("window_start"),
              RowReader.text("window_end"),
              RowReader.number("count"),
              RowReader.text("state")));
  private static final int USUAL_SIZE = 176;

  @Override
  public byte[] key(MessageWindow result) {
    return window(result).raw(CLOSE).toBytes();
  }

  @Override
  public byte[] value(MessageWindow result, WindowState state, long updateTime) {
    JsonBytes out = window(result).raw(COUNT).number(result.count());
    out.raw(STATE).text(wordFor(state)).raw(UPDATE_TIME);
    CivilTime.write(out, CivilTime.localMillis(updateTime, zone.getRules()), 'T', false);
    return out.raw(CLOSE).toBytes();
  }

  @Override
  public Shown<MessageWindow> decode(byte[] key, byte[] value) throws UndecodableException {
    String[] fields = ROW.read(value);
    try {
      Window window = new Window(time(fields[0]), time(fields[1]));
      MessageWindow result = new MessageWindow(window, RowReader.count(fields[2]));
      if (!Arrays.equals(key, key(result))) {
        throw Reason.because("its key is of another row");
      }
      return new Shown<>(result, stateOf(fields[3]));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw Reason.because(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Map<String, String> rules() {
    return Map.of("zone", zone.getId());
  }

  // Where the text names an offset, it is one of two instants of that local time.
  private long time(String text) {
    TemporalAccessor time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    if (time instanceof OffsetDateTime withOffset) {
      return withOffset.toInstant().toEpochMilli();
    }
    LocalDateTime local = LocalDateTime.from(time);
    return local.toInstant(zone.getRules().getOffset(local)).toEpochMilli();
  }

  private static WindowState stateOf(String word) {
    for (WindowState state : WindowState.values()) {
      if (wordFor(state).equals(word)) {
        return state;
      }
    }
    throw new IllegalArgumentException("'%s' is no state of a window".formatted(word));
  }

  private JsonBytes window(MessageWindow result) {
    JsonBytes out = new JsonBytes(USUAL_SIZE).raw(START);
    writeUnambiguously(out, result.window().start());
    out.raw(END);
    writeUnambiguously(out, result.window().end());
    return out;
  }

  private void writeUnambiguously(JsonBytes out, long time) {
    ZoneRules rules = zone.getRules();
    long local = CivilTime.localMillis(time, rules);
    CivilTime.write(out, local, 'T', false);
    if (!rules.isFixedOffset() && isRepeated(local, rules)) {
      ZoneOffset offset = ZoneOffset.ofTotalSeconds((int) ((local - time) / 1_000));
      out.raw(offset.getId().getBytes(US_ASCII));
    }
  }

  private static boolean isRepeated(long local, ZoneRules rules) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1_000L), 0, ZoneOffset.UTC);
    return rules.getValidOffsets(time).size() > 1;
  }

  private static String wordFor(WindowState state) {
    return switch (state) {
      case OPEN -> "open";
      case CLOSED -> "closed";
      case FINAL -> "final";
    };
  }
}
