package dev.tally.benchmarks.micro;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import dev.tally.domain.message.Message;
import dev.tally.domain.message.MessageSequence;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.function.Function;

/** What the generators send, made with fixed seeds. */
final class Input {

  /** Of the first event, in epoch milliseconds. */
  static final long START = 1_735_689_600_000L;

  private static final long SEED = 42;
  private static final long STEP_NANOS = 100_000_000;
  private static final int SPREAD_SECONDS = 3_600;

  private Input() {}

  static BehaviorSequence behaviorSequence() {
    return new BehaviorSequence(SEED, START, STEP_NANOS);
  }

  static Records behaviors() {
    BehaviorSequence events = behaviorSequence();
    Function<UserBehavior, byte[]> encoder = KafkaAdapter.behaviorFormats().eventEncoder();
    return new Records(() -> encoder.apply(events.next()));
  }

  static Records messages() {
    MessageSequence messages = new MessageSequence(SEED, START, SPREAD_SECONDS, 0, 0);
    Function<Message, byte[]> encoder =
        KafkaAdapter.messageFormats().messageEncoder(ZoneOffset.UTC);
    return new Records(() -> encoder.apply(messages.next()));
  }

  /** Messages with one escape each, which the short way leaves to Jackson. */
  static Records unusualMessages() {
    MessageSequence messages = new MessageSequence(SEED, START, SPREAD_SECONDS, 0, 0);
    Function<Message, byte[]> encoder =
        KafkaAdapter.messageFormats().messageEncoder(ZoneOffset.UTC);
    return new Records(
        () ->
            new String(encoder.apply(messages.next()), StandardCharsets.UTF_8)
                .replace("\"message\":\"", "\"message\":\"\\n")
                .getBytes(StandardCharsets.UTF_8));
  }
}
