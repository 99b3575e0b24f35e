package dev.tally.application.port.out;

import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.UserBehavior;
import java.time.ZoneId;
import java.util.function.Function;

/** The bytes of user behavior events and of their counts on topics. */
public interface BehaviorFormats {

  /** Returns the decoder of input records. */
  DecoderFactory<BehaviorEvent> decoder();

  /** Returns the encoder of generated input records, for one thread. */
  Function<UserBehavior, byte[]> eventEncoder();

  /**
   * Returns the encoder of result rows.
   *
   * @param zone the zone in which times are shown
   */
  ResultEncoder<BehaviorCount> resultEncoder(ZoneId zone);
}
