package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tally.domain.behavior.UserBehavior;
import java.io.Serializable;
import java.util.function.Function;

/** Writes user behavior events as the original generator did, times in UTC. */
record UserBehaviorEncoder() implements Function<UserBehavior, byte[]>, Serializable {

  private static final byte[] USER = "{\"user_id\":".getBytes(US_ASCII);
  private static final byte[] ITEM = ",\"item_id\":".getBytes(US_ASCII);
  private static final byte[] CATEGORY = ",\"category\":".getBytes(US_ASCII);
  private static final byte[] BEHAVIOR = ",\"behavior\":".getBytes(US_ASCII);
  private static final byte[] TIME = ",\"ts\":\"".getBytes(US_ASCII);
  private static final byte[] END = "\"}".getBytes(US_ASCII);
  private static final int QUOTES = 4 * 2;
  private static final int FIXED =
      USER.length + ITEM.length + CATEGORY.length + BEHAVIOR.length + TIME.length + END.length;

  @Override
  public byte[] apply(UserBehavior event) {
    JsonBytes out = new JsonBytes(sizeOf(event));
    out.raw(USER).text(event.userId());
    out.raw(ITEM).text(event.itemId());
    out.raw(CATEGORY).text(event.category());
    out.raw(BEHAVIOR).text(event.behavior());
    out.raw(TIME);
    CivilTime.write(out, event.timestamp(), ' ', true);
    return out.raw(END).toBytes();
  }

  // Exact where no text needs escapes.
  private static int sizeOf(UserBehavior event) {
    return FIXED
        + QUOTES
        + CivilTime.LENGTH
        + event.userId().length()
        + event.itemId().length()
        + event.category().length()
        + event.behavior().length();
  }
}
