package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.port.out.MessageFormats;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.message.Message;
import dev.tally.domain.message.MessageEvent;
import dev.tally.domain.message.MessageWindow;
import dev.tally.domain.time.Window;
import dev.tally.domain.time.WindowState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of messages and of their windows. */
final class MessageFormatsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final MessageFormats formats = KafkaAdapter.messageFormats();

  @Test
  void readsAndWritesTheOriginalMessage() throws UndecodableException {
    String original =
        """
        {"id":12,"message":"테스트 메시지 12","timestamp":"2025-04-21 14:08:35"}""";
    long time = Instant.parse("2025-04-21T14:08:35Z").toEpochMilli();

    assertThat(decode(original, ZoneOffset.UTC)).isEqualTo(new MessageEvent(time));
    assertThat(
            text(formats.messageEncoder(ZoneOffset.UTC).apply(new Message(12, "테스트 메시지 12", time))))
        .isEqualTo(original);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-04-21 14:08:35, UTC, 2025-04-21T14:08:35Z",
    "2025-04-21 14:08:35, Asia/Seoul, 2025-04-21T05:08:35Z",
    "2025-04-21T14:08:35Z, Asia/Seoul, 2025-04-21T14:08:35Z",
    "2025-04-21T14:08:35+09:00, UTC, 2025-04-21T05:08:35Z",
    "2025-04-21 14:08:35.5-00:30, UTC, 2025-04-21T14:38:35.500Z",
    "2025-04-21 14:08:35.123999999, UTC, 2025-04-21T14:08:35.123Z",
    "1969-12-31 23:59:59.999, UTC, 1969-12-31T23:59:59.999Z",
    "0000-01-01 00:00:00, UTC, 0000-01-01T00:00:00Z",
    "9999-12-31 23:59:59.999, UTC, 9999-12-31T23:59:59.999Z",
    "2025-03-30 01:59:59, Europe/Berlin, 2025-03-30T00:59:59Z",
    "2025-03-30 02:30:00, Europe/Berlin, 2025-03-30T01:30:00Z",
    "2025-03-30 03:30:00, Europe/Berlin, 2025-03-30T01:30:00Z",
    "2025-10-26 02:30:00, Europe/Berlin, 2025-10-26T00:30:00Z",
    "2025-10-26 03:00:00, Europe/Berlin, 2025-10-26T02:00:00Z",
  })
  void readsTimestamps(String written, String zone, Instant time) throws UndecodableException {
    assertThat(decode("{\"timestamp\":\"" + written + "\"}", ZoneId.of(zone)))
        .isEqualTo(new MessageEvent(time.toEpochMilli()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '~',
      value = {
        "{} > field \"timestamp\" is missing",
        "{\"timestamp\":1} > field \"timestamp\" is a number, not text",
        "{\"timestamp\":\"now\"} > field \"timestamp\" is not a time like 2025-04-21 14:08:35: \"now\"",
        "{\"id\":\"12\"} > field \"id\" is text, not a whole number",
        "{\"id\":1.5} > field \"id\" is a number, not a whole number",
        "{\"message\":null} > field \"message\" is null, not text",
      })
  void saysWhyItIsNoMessage(String record, String reason) {
    assertThat(
            catchThrowableOfType(UndecodableException.class, () -> decode(record, ZoneOffset.UTC))
                .reason())
        .isEqualTo(reason);
  }

  @Test
  void writesWindowsAsUpserts() {
    long start = Instant.parse("2025-04-21T14:08:00Z").toEpochMilli();
    MessageWindow window = new MessageWindow(new Window(start, start + 60_000), 7);
    var encoder = formats.resultEncoder(ZoneOffset.UTC);

    assertThat(text(encoder.key(window)))
        .isEqualTo(
            """
            {"window_start":"2025-04-21T14:08:00","window_end":"2025-04-21T14:09:00"}""");
    assertThat(text(encoder.value(window, WindowState.CLOSED, start + 90_500)))
        .isEqualTo(
            """
            {"window_start":"2025-04-21T14:08:00","window_end":"2025-04-21T14:09:00","count":7,\
            "state":"closed","update_time":"2025-04-21T14:09:30.500"}""");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-25T23:59:00Z, 2025-10-26T01:59:00, 2025-10-26T02:00:00+02:00",
    "2025-10-26T00:59:00Z, 2025-10-26T02:59:00+02:00, 2025-10-26T02:00:00+01:00",
    "2025-10-26T01:59:00Z, 2025-10-26T02:59:00+01:00, 2025-10-26T03:00:00",
    "2025-03-30T00:59:00Z, 2025-03-30T01:59:00, 2025-03-30T03:00:00",
  })
  void tellsWindowsApartWhenClocksChange(Instant start, String from, String to) {
    long time = start.toEpochMilli();
    MessageWindow window = new MessageWindow(new Window(time, time + 60_000), 1);

    assertThat(text(formats.resultEncoder(BERLIN).key(window)))
        .isEqualTo("{\"window_start\":\"%s\",\"window_end\":\"%s\"}".formatted(from, to));
  }

  private MessageEvent decode(String record, ZoneId zone) throws UndecodableException {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    return formats.decoder(zone).create().decode(bytes, 0, bytes.length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2025-04-21T14:08:00Z, OPEN",
    "Asia/Seoul, 2025-04-21T14:08:00Z, CLOSED",
    "Europe/Berlin, 2025-03-30T00:59:00Z, FINAL",
    "Europe/Berlin, 2025-10-26T00:30:00Z, OPEN",
    "Europe/Berlin, 2025-10-26T00:59:00Z, OPEN",
    "Europe/Berlin, 2025-10-26T01:30:00Z, CLOSED",
    "Europe/Berlin, 2025-10-26T01:59:00Z, OPEN",
    "UTC, 1969-12-31T23:59:00Z, OPEN",
    "UTC, +12025-04-21T14:08:00Z, OPEN",
  })
  void readsBackTheWindowsItWrote(String zone, Instant start, WindowState state)
      throws UndecodableException {
    long from = start.toEpochMilli();
    MessageWindow window = new MessageWindow(new Window(from, from + 60_000), 7);
    ResultEncoder<MessageWindow> rows = formats.resultEncoder(ZoneId.of(zone));

    assertThat(rows.decode(rows.key(window), rows.value(window, state, from)))
        .isEqualTo(new ResultEncoder.Shown<>(window, state));
    assertThat(rows.rules()).isEqualTo(Map.of("zone", zone));
  }
}
