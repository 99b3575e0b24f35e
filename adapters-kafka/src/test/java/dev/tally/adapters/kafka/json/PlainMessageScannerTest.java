package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.message.MessageEvent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way with messages and the way by the book never differ. */
final class PlainMessageScannerTest {

  private static final int RECORDS = 15_000;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String[] WHOLE = {
    "{\"id\":12,\"message\":\"테스트 메시지 12\",\"timestamp\":\"2025-04-21 14:08:35\"}",
    "{\"id\": -7, \"message\": \"naïve 𝄞 \uFFFD ~\u007f\", \"timestamp\": \"2025-10-26T02:30:00.5\"}",
    "{\"timestamp\":\"2024-02-29 23:59:59.123456789+09:00\",\"id\":0,\"message\":\"\"}",
    "{\"timestamp\":\"2025-03-30 02:30:00\"}",
  };
  private static final String[] TOKENS = {
    "\"",
    "\\",
    "\\u0041",
    "\\ud83d",
    "{",
    "}",
    "[",
    ":",
    ",",
    " ",
    "\n",
    "\u0000",
    "null",
    "-",
    "-0",
    "01",
    "1e3",
    "1.0",
    "99999999999999999999999999",
    "\"id\":1,",
    "\"message\":\"y\",",
    ",\"more\":1",
    "\"timestamp\":\"2025-02-29 00:00:00\",",
    "메시지",
    "\uFEFF",
    "é",
    "𝄞",
    "00",
    "T",
    "Z",
  };

  private final PlainMessageScanner scanner = new PlainMessageScanner(BERLIN);
  private final MessageEventReader reader = new MessageEventReader(BERLIN);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithTheReaderOnDamagedRecords(long seed) {
    DamagedRecords records = new DamagedRecords(WHOLE, TOKENS, seed);
    int shortWay = 0;
    int byTheBook = 0;
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = records.next();
      MessageEvent scanned = scan(record);
      MessageEvent read = read(record);
      if (scanned != null) {
        shortWay++;
        assertThat(scanned).as(() -> DamagedRecords.shown(record)).isEqualTo(read);
      } else if (read != null) {
        byTheBook++;
      } else {
        refused++;
      }
    }
    assertThat(shortWay).isGreaterThan(RECORDS / 5);
    assertThat(byTheBook).isGreaterThan(RECORDS / 100);
    assertThat(refused).isGreaterThan(RECORDS / 4);
  }

  @Test
  void takesTheShortWayWithWhatTheGeneratorSends() {
    for (String whole : WHOLE) {
      byte[] record = whole.getBytes(StandardCharsets.UTF_8);
      assertThat(scan(record)).isNotNull().isEqualTo(read(record));
    }
  }

  @Test
  void takesTheShortWayAtEveryCutOnlyWithTheWhole() {
    byte[] whole = WHOLE[0].getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(scan(Arrays.copyOf(whole, length))).isNull();
    }
  }

  private @Nullable MessageEvent scan(byte[] record) {
    return scanner.scan(DamagedRecords.inBuffer(record), DamagedRecords.start(), record.length);
  }

  private @Nullable MessageEvent read(byte[] record) {
    try {
      return reader.read(record, 0, record.length);
    } catch (UndecodableException e) {
      return null;
    }
  }
}
