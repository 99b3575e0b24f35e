package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.behavior.UserBehavior;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered of events before makes no difference to the bytes. */
final class UserBehaviorEncoderTest {

  private static final int EVENTS = 200_000;
  private static final String ALPHABET = "abc019_\"\\\u0001\n\u007fé책\uD83D\uDCDA";
  private static final long[] STEPS = {
    0, 1, -1, 999, 1_000, 59_999, 60_000, 86_400_000, -3_600_001
  };

  private final Random random = new Random(11);

  @Test
  void writesTheSameAsOneWhoRemembersNothing() {
    UserBehaviorEncoder encoder = new UserBehaviorEncoder();
    long time = 0;
    for (int i = 0; i < EVENTS; i++) {
      time = random.nextInt(1_000) == 0 ? random.nextLong() : time + step();
      UserBehavior event = new UserBehavior(text(), text(), text(), text(), time);

      assertThat(new String(encoder.apply(event), UTF_8)).isEqualTo(plainly(event));
    }
  }

  @Test
  void writesTheFirstAndTheLastMomentThereIs() {
    UserBehaviorEncoder encoder = new UserBehaviorEncoder();
    for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, Long.MIN_VALUE + 1}) {
      UserBehavior event = new UserBehavior("u", "i", "c", "b", time);

      assertThat(new String(encoder.apply(event), UTF_8)).isEqualTo(plainly(event));
    }
  }

  private long step() {
    return STEPS[random.nextInt(STEPS.length)];
  }

  // Often one that has come before, seldom one too long to remember.
  private String text() {
    int length = random.nextInt(100) == 0 ? 60 + random.nextInt(10) : random.nextInt(4);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String plainly(UserBehavior event) {
    JsonBytes out = new JsonBytes(0);
    out.raw("{\"user_id\":".getBytes(US_ASCII)).text(event.userId());
    out.raw(",\"item_id\":".getBytes(US_ASCII)).text(event.itemId());
    out.raw(",\"category\":".getBytes(US_ASCII)).text(event.category());
    out.raw(",\"behavior\":".getBytes(US_ASCII)).text(event.behavior());
    out.raw(",\"ts\":\"".getBytes(US_ASCII));
    CivilTime.write(out, event.timestamp(), ' ', true);
    return new String(out.raw("\"}".getBytes(US_ASCII)).toBytes(), UTF_8);
  }
}
