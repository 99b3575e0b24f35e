package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.behavior.BehaviorSequence;
import dev.tally.domain.behavior.UserBehavior;
import dev.tally.domain.message.Message;
import dev.tally.domain.message.MessageSequence;
import java.time.ZoneId;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No record of the generators takes the long way. */
final class GeneratedRecordsTest {

  private static final int RECORDS = 20_000;
  private static final long START = 1_735_689_600_000L;

  @Test
  void behaviorsAreOfTheUsualShape() {
    BehaviorSequence events = new BehaviorSequence(7, START, 12_345_678);
    Function<UserBehavior, byte[]> encoder = new JsonBehaviorFormats().eventEncoder();
    PlainEventScanner scanner = new PlainEventScanner();
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = encoder.apply(events.next());
      assertThat(scanner.scan(record, 0, record.length)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Asia/Seoul", "Europe/Berlin"})
  void messagesAreOfTheUsualShape(String name) {
    ZoneId zone = ZoneId.of(name);
    int year = 366 * 24 * 3_600;
    MessageSequence messages = new MessageSequence(7, START, year, 0.1, 0.1);
    Function<Message, byte[]> encoder = new JsonMessageFormats().messageEncoder(zone);
    PlainMessageScanner scanner = new PlainMessageScanner(zone);
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = encoder.apply(messages.next());
      assertThat(scanner.scan(record, 0, record.length)).isNotNull();
    }
  }
}
