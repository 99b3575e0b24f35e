package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import dev.tally.domain.behavior.BehaviorKey;
import dev.tally.domain.behavior.UserBehavior;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Sends generated user behavior events to a topic: the same seed, start and step, the same bytes.
 */
public interface GenerateBehaviors {

  /**
   * Sends all events and returns once they are acknowledged.
   *
   * @return how many events of each key were sent, for checking what a job counted
   * @throws dev.tally.application.port.TallyException where the topic is missing, the broker does
   *     not answer, or access is denied
   */
  Map<BehaviorKey, Long> generate(Request request, Listener listener);

  /**
   * What to send.
   *
   * @param partitions how many partitions the topic is created with where it is missing; empty
   *     where a missing topic is an error
   * @param count how many events, at least 0
   * @param rate events per second, above 0; empty for as fast as the topic takes them
   * @param seed decides every choice
   * @param start the first event's timestamp in epoch milliseconds
   * @param step the time from one event's timestamp to the next one's
   */
  record Request(
      Cluster cluster,
      String topic,
      OptionalInt partitions,
      long count,
      OptionalDouble rate,
      long seed,
      long start,
      Duration step) {

    public Request {
      if (count < 0) {
        throw new IllegalArgumentException("the count must be at least 0: " + count);
      }
      if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
        throw new IllegalArgumentException("the rate must be above 0: " + rate.getAsDouble());
      }
    }
  }

  /** Follows the sending. */
  @FunctionalInterface
  interface Listener {

    /** Called for each event once it is on its way; false stops the generator. */
    boolean sent(UserBehavior event, byte[] bytes);
  }
}
