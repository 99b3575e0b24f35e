package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tally.application.port.out.ResultEncoder;
import dev.tally.domain.message.MessageWindow;
import dev.tally.domain.time.WindowState;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * Writes windows as upserts. A local time that occurs twice, when clocks are set back, is written
 * with its offset: two windows never have the same key.
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
