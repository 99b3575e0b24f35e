package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.behavior.UserBehavior;
import java.util.Map;
import java.util.OptionalDouble;

/** Sends generated user behavior events to a topic: the same seed and start, the same bytes. */
public interface GenerateBehaviors {

  /**
   * Sends all events and returns once they are acknowledged.
   *
   * @return how many events of each key were sent, for checking what a job counted
   */
  Map<BehaviorKey, Long> generate(Request request, Listener listener);

  /**
   * What to send.
   *
   * @param count how many events, at least 0
   * @param rate events per second; empty for as fast as the topic takes them
   * @param seed decides every choice
   * @param start the first event's timestamp in epoch milliseconds; the others follow at the rate,
   *     or a tenth of a second apart
   */
  record Request(
      Cluster cluster, String topic, long count, OptionalDouble rate, long seed, long start) {}

  /** Follows the sending. */
  @FunctionalInterface
  interface Listener {

    /** Called for each event once it is on its way; false stops the generator. */
    boolean sent(UserBehavior event, byte[] bytes);
  }
}
