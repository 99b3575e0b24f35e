package dev.tally.application.port.in;

import dev.tally.application.port.Cluster;
import dev.tally.domain.message.Message;
import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Sends generated messages, whose timestamps are out of order, to a topic: the same seed, start,
 * spread, shares and zone, the same bytes.
 */
public interface GenerateMessages {

  /**
   * Sends all messages and returns once they are acknowledged.
   *
   * @return how many were sent
   * @throws dev.tally.application.port.TallyException where the topic is missing, the broker does
   *     not answer, or access is denied
   */
  long generate(Request request, Listener listener);

  /**
   * What to send, see {@link dev.tally.domain.message.MessageSequence}.
   *
   * @param partitions how many partitions the topic is created with where it is missing; empty
   *     where a missing topic is an error
   * @param count how many messages, at least 0
   * @param rate messages per second, above 0; empty for as fast as the topic takes them
   * @param seed decides every choice
   * @param start the earliest timestamp in epoch milliseconds; taken down to the whole second
   * @param spread how far apart timestamps may be, in whole seconds, at least one
   * @param lateShare from 0 to 1: how many are an hour and more older
   * @param futureShare from 0 to 1: how many of the others are a day newer
   * @param zone the zone in which timestamps are written
   */
  record Request(
      Cluster cluster,
      String topic,
      OptionalInt partitions,
      long count,
      OptionalDouble rate,
      long seed,
      long start,
      Duration spread,
      double lateShare,
      double futureShare,
      ZoneId zone) {

    public Request {
      if (count < 0) {
        throw new IllegalArgumentException("the count must be at least 0: " + count);
      }
      if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
        throw new IllegalArgumentException("the rate must be above 0: " + rate.getAsDouble());
      }
      if (spread.toSeconds() < 1 || spread.toSeconds() > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("the spread must be from 1 s to 68 years: " + spread);
      }
    }
  }

  /** Follows the sending. */
  @FunctionalInterface
  interface Listener {

    /** Called for each message once it is on its way; false stops the generator. */
    boolean sent(Message message, byte[] bytes);
  }
}
