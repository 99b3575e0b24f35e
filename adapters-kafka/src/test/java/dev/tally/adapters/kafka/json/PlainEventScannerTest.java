package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way and the way by the book never differ. */
final class PlainEventScannerTest {

  private static final int RECORDS = 15_000;
  private static final int MARGIN = 16;
  private static final String[] SEEDS = {
    "{\"user_id\":\"user_3\",\"item_id\":\"item_122\",\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2025-04-21 14:10:45.123\"}",
    "{\"user_id\": \"user_3\", \"category\": \"home\", \"behavior\": \"click\", \"ts\": \"2024-02-29T00:00:00+09:00\"}",
    "{\"behavior\":\"purchase\",\"category\":\"\"}",
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
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int shortWay = 0;
    int byTheBook = 0;
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = damaged(random);
      BehaviorEvent scanned = scan(record);
      BehaviorEvent read = read(record);
      if (scanned != null) {
        shortWay++;
        assertThat(scanned).as(() -> shown(record)).isEqualTo(read);
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

  private static byte[] damaged(RandomGenerator random) {
    byte[] record = SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8);
    for (int left = random.nextInt(4); left > 0; left--) {
      record = damagedOnce(record, random);
    }
    return record;
  }

  private static byte[] damagedOnce(byte[] record, RandomGenerator random) {
    int from = random.nextInt(record.length + 1);
    int to = from + random.nextInt(Math.min(12, record.length + 1 - from));
    byte[] middle =
        switch (random.nextInt(5)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) random.nextInt(256)};
          case 2 -> TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
          case 3 -> twice(record, from, to);
          default -> new byte[] {(byte) ('a' + random.nextInt(26))};
        };
    int keptFrom = random.nextBoolean() ? from : to; // insert or replace
    byte[] result = new byte[keptFrom + middle.length + record.length - to];
    System.arraycopy(record, 0, result, 0, keptFrom);
    System.arraycopy(middle, 0, result, keptFrom, middle.length);
    System.arraycopy(record, to, result, keptFrom + middle.length, record.length - to);
    return result;
  }

  private static byte[] twice(byte[] record, int from, int to) {
    byte[] part = Arrays.copyOfRange(record, from, to);
    byte[] result = Arrays.copyOf(part, part.length * 2);
    System.arraycopy(part, 0, result, part.length, part.length);
    return result;
  }

  // Around the record lies what would complete it, so that a step outside is noticed.
  private @Nullable BehaviorEvent scan(byte[] record) {
    byte[] buffer = new byte[record.length + 2 * MARGIN];
    Arrays.fill(buffer, (byte) '"');
    buffer[MARGIN - 1] = '{';
    buffer[MARGIN + record.length] = '}';
    System.arraycopy(record, 0, buffer, MARGIN, record.length);
    return scanner.scan(buffer, MARGIN, record.length);
  }

  private @Nullable BehaviorEvent read(byte[] record) {
    try {
      return reader.read(record, 0, record.length);
    } catch (UndecodableException e) {
      return null;
    }
  }

  private static String shown(byte[] record) {
    return new String(record, StandardCharsets.UTF_8)
        + " = "
        + HexFormat.ofDelimiter(" ").formatHex(record);
  }
}
