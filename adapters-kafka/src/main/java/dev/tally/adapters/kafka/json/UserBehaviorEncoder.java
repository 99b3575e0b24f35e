package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tally.domain.behavior.UserBehavior;
import java.util.function.Function;

/**
 * Writes user behavior events as the original generator did, times in UTC. Most of an event has
 * stood in one before it, so it is put together from parts that are remembered. Used by one thread.
 */
final class UserBehaviorEncoder implements Function<UserBehavior, byte[]> {

  private static final byte[] TIME = ",\"ts\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}".getBytes(US_ASCII);
  private static final int MILLIS_PER_MINUTE = 60_000;

  private final RememberedField user = new RememberedField("{\"user_id\":");
  private final RememberedField item = new RememberedField(",\"item_id\":");
  private final RememberedField category = new RememberedField(",\"category\":");
  private final RememberedField behavior = new RememberedField(",\"behavior\":");
  private long minute;
  private byte[] timeToMinute = timeToMinute(0);

  @Override
  public byte[] apply(UserBehavior event) {
    byte[] userPart = user.of(event.userId());
    byte[] itemPart = item.of(event.itemId());
    byte[] categoryPart = category.of(event.category());
    byte[] behaviorPart = behavior.of(event.behavior());
    lookAtMinute(event.timestamp());
    int size =
        userPart.length
            + itemPart.length
            + categoryPart.length
            + behaviorPart.length
            + timeToMinute.length
            + CivilTime.SECONDS_LENGTH
            + END.length;
    JsonBytes out = new JsonBytes(size);
    out.raw(userPart).raw(itemPart).raw(categoryPart).raw(behaviorPart).raw(timeToMinute);
    CivilTime.writeSeconds(out, Math.floorMod(event.timestamp(), MILLIS_PER_MINUTE), true);
    return out.raw(END).toBytes();
  }

  private void lookAtMinute(long timestamp) {
    long now = Math.floorDiv(timestamp, (long) MILLIS_PER_MINUTE);
    if (now != minute) {
      minute = now;
      timeToMinute = timeToMinute(timestamp);
    }
  }

  private static byte[] timeToMinute(long timestamp) {
    JsonBytes out = new JsonBytes(TIME.length + CivilTime.TO_MINUTE_LENGTH).raw(TIME);
    CivilTime.writeToMinute(out, timestamp, ' ');
    return out.toBytes();
  }
}
