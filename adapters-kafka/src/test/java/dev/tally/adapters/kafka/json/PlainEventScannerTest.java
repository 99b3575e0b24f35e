package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way and the way by the book never differ. */
final class PlainEventScannerTest {

  private static final int RECORDS = 15_000;
  private static final String[] SEEDS = {
    "{\"user_id\":\"user_3\",\"item_id\":\"item_122\",\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2025-04-21 14:10:45.123\"}",
    "{\"user_id\": \"user_3\", \"category\": \"home\", \"behavior\": \"click\", \"ts\": \"2024-02-29T00:00:00+09:00\"}",
    "{\"behavior\":\"purchase\",\"category\":\"\"}",
    "{\"user_id\": \"a text of more than sixteen\", \"item_id\": \"exactly, sixteen\", \"category\":\"fifteen letters\",\"behavior\":\"just 8!!\"}",
    "{\"user_id\":\"사용자\",\"category\":\"책\",\"behavior\":\"보기\"}",
    "{\"ts\":\"2025-12-31 23:59:59.999999999\",\"behavior\":\"add_to_cart\",\"category\":\"sports\",\"item_id\":\"\"}",
  };
  private static final String[] TOKENS = {
    "\"",
    "\\",
    "\\u0041",
    "\\ud83d",
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    " ",
    "\n",
    "\t",
    "\u0000",
    "null",
    "1",
    "\"category\":\"x\",",
    "\"behavior\":\"y\",",
    ",\"more\":1",
    "\"ts\":\"2025-02-29 00:00:00\",",
    "책",
    "\uFEFF",
    "}{",
    "\"user_id\":7,",
    "00",
    "T",
    "é",
    "\u007f"
  };

  private final PlainEventScanner scanner = new PlainEventScanner();
  private final BehaviorEventReader reader = new BehaviorEventReader();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheReaderOnDamagedRecords(long seed) {
    DamagedRecords records = new DamagedRecords(SEEDS, TOKENS, seed);
    int shortWay = 0;
    int byTheBook = 0;
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = records.next();
      BehaviorEvent scanned = scan(record);
      BehaviorEvent read = read(record);
      if (scanned != null) {
        shortWay++;
        assertThat(scanned).as(() -> DamagedRecords.shown(record)).isEqualTo(read);
      } else if (read != null) {
        byTheBook++;
      } else {
        refused++;
      }
    }
    assertThat(shortWay).isGreaterThan(RECORDS / 20);
    assertThat(byTheBook).isGreaterThan(RECORDS / 100);
    assertThat(refused).isGreaterThan(RECORDS / 4);
  }

  @Test
  void takesTheShortWayWithWhatTheGeneratorSends() {
    for (String seed : SEEDS) {
      byte[] record = seed.getBytes(StandardCharsets.UTF_8);
      assertThat(scan(record)).isNotNull().isEqualTo(read(record));
    }
  }

  @Test
  void takesTheShortWayAtEveryCutOnlyWithTheWhole() {
    byte[] whole = SEEDS[0].getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length++) {
      assertThat(scan(Arrays.copyOf(whole, length))).isNull();
    }
  }

  @Test
  void givesTheSameTextForTheSameBytes() {
    BehaviorEvent first = scan(SEEDS[0].getBytes(StandardCharsets.UTF_8));
    BehaviorEvent second = scan(SEEDS[0].getBytes(StandardCharsets.UTF_8));

    assertThat(first).isNotNull();
    assertThat(second).isNotNull();
    assertThat(first.category()).isSameAs(second.category());
  }

  private @Nullable BehaviorEvent scan(byte[] record) {
    return scanner.scan(DamagedRecords.inBuffer(record), DamagedRecords.start(), record.length);
  }

  private @Nullable BehaviorEvent read(byte[] record) {
    try {
      return reader.read(record, 0, record.length);
    } catch (UndecodableException e) {
      return null;
    }
  }
}
