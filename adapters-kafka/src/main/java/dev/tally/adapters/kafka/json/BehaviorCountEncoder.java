package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.time.WindowState;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Writes behavior counts as upserts, and reads them back.
 *
 * @param zone the zone in which update times are shown
 */
record BehaviorCountEncoder(ZoneId zone) implements ResultEncoder<BehaviorCount> {

  private static final byte[] CATEGORY = "{\"category\":".getBytes(US_ASCII);
  private static final byte[] BEHAVIOR = ",\"behavior\":".getBytes(US_ASCII);
  private static final byte[] COUNT = ",\"behavior_count\":".getBytes(US_ASCII);
  private static final byte[] TIME = ",\"update_time\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}".getBytes(US_ASCII);
  private static final RowReader ROW =
      new RowReader(
          List.of(
              RowReader.text("category"),
              RowReader.text("behavior"),
              RowReader.number("behavior_count")));
  private static final int FIXED_KEY = 30;
  private static final int FIXED_VALUE = 110;

  @Override
  public byte[] key(BehaviorCount result) {
    return names(result, FIXED_KEY).raw('}').toBytes();
  }

  @Override
  public byte[] value(BehaviorCount result, WindowState state, long updateTime) {
    JsonBytes out = names(result, FIXED_VALUE).raw(COUNT).number(result.count()).raw(TIME);
    CivilTime.write(out, CivilTime.localMillis(updateTime, zone.getRules()), 'T', false);
    return out.raw(END).toBytes();
  }

  @Override
  public Shown<BehaviorCount> decode(byte[] key, byte[] value) throws UndecodableException {
    String[] fields = ROW.read(value);
    BehaviorCount count = new BehaviorCount(fields[0], fields[1], RowReader.count(fields[2]));
    if (!Arrays.equals(key, key(count))) {
      throw Reason.because("its key is of another row");
    }
    return new Shown<>(count, WindowState.OPEN);
  }

  private static JsonBytes names(BehaviorCount result, int fixedSize) {
    int size = fixedSize + result.category().length() + result.behavior().length();
    JsonBytes out = new JsonBytes(size);
    return out.raw(CATEGORY).text(result.category()).raw(BEHAVIOR).text(result.behavior());
  }
}
