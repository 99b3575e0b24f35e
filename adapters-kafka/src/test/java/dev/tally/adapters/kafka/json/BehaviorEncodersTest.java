package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.adapters.kafka.KafkaAdapter;
import dev.tally.application.port.out.ResultEncoder;
import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorCount;
import dev.tally.domain.behavior.BehaviorEvent;
import dev.tally.domain.behavior.UserBehavior;
import dev.tally.domain.time.WindowState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of events and of counts. */
final class BehaviorEncodersTest {

  private static final long TIME = Instant.parse("2025-04-21T14:10:45.123Z").toEpochMilli();
  private static final BehaviorCount COUNT = new BehaviorCount("books", "view", 53);

  private final Function<UserBehavior, byte[]> events =
      KafkaAdapter.behaviorFormats().eventEncoder();
  private final ResultEncoder<BehaviorCount> counts =
      KafkaAdapter.behaviorFormats().resultEncoder(ZoneOffset.UTC);

  @Test
  void writesEventsAsTheOriginalDid() {
    assertThat(text(events.apply(new UserBehavior("user_3", "item_122", "books", "view", TIME))))
        .isEqualTo(
            """
            {"user_id":"user_3","item_id":"item_122","category":"books","behavior":"view",\
            "ts":"2025-04-21 14:10:45.123"}""");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01 00:00:00.000",
    "-1, 1969-12-31 23:59:59.999",
    "951782400000, 2000-02-29 00:00:00.000",
    "253402300799999, 9999-12-31 23:59:59.999",
    "-62167219200000, 0000-01-01 00:00:00.000",
    "-62167219200001, -0001-12-31 23:59:59.999",
    "253402300800000, +10000-01-01 00:00:00.000",
  })
  void writesEventTimesInUtc(long time, String written) {
    assertThat(text(events.apply(new UserBehavior("u", "i", "c", "b", time))))
        .endsWith("\"ts\":\"" + written + "\"}");
  }

  @Test
  void writesCountsAsUpserts() {
    long time = Instant.parse("2025-04-21T14:15:00Z").toEpochMilli();

    assertThat(text(counts.key(COUNT))).isEqualTo("{\"category\":\"books\",\"behavior\":\"view\"}");
    assertThat(text(counts.value(COUNT, WindowState.OPEN, time)))
        .isEqualTo(
            """
            {"category":"books","behavior":"view","behavior_count":53,\
            "update_time":"2025-04-21T14:15:00"}""");
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2025-04-21T14:15:00.007Z, 2025-04-21T14:15:00.007",
    "UTC, 2025-04-21T14:15:00.100Z, 2025-04-21T14:15:00.100",
    "Asia/Seoul, 2025-04-21T14:15:00Z, 2025-04-21T23:15:00",
    "Europe/Berlin, 2025-03-30T00:59:59Z, 2025-03-30T01:59:59",
    "Europe/Berlin, 2025-03-30T01:00:00Z, 2025-03-30T03:00:00",
    "America/St_Johns, 2025-01-01T00:00:00Z, 2024-12-31T20:30:00",
  })
  void writesUpdateTimesInTheZone(String zone, Instant time, String written) {
    byte[] value =
        KafkaAdapter.behaviorFormats()
            .resultEncoder(ZoneId.of(zone))
            .value(COUNT, WindowState.OPEN, time.toEpochMilli());

    assertThat(text(value)).endsWith("\"update_time\":\"" + written + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "books", "say \"hi\" \\ /", "\b\f\n\u0000", "é책\uD83D\uDCDA"})
  void readsBackWhatItWrote(String text) throws UndecodableException {
    BehaviorCount count = new BehaviorCount(text, "view", Long.MAX_VALUE);

    assertThat(counts.decode(counts.key(count), counts.value(count, WindowState.OPEN, TIME)))
        .isEqualTo(new ResultEncoder.Shown<>(count, WindowState.OPEN));
  }

  @Test
  void rowUnderAnotherKeyIsNotReadBack() {
    byte[] value = counts.value(COUNT, WindowState.OPEN, TIME);
    byte[] key = counts.key(new BehaviorCount("books", "click", 1));

    assertThatThrownBy(() -> counts.decode(key, value))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("its key is of another row");
    assertThatThrownBy(() -> counts.decode(key, key))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("field \"behavior_count\" is missing");
  }

  @Test
  void writesLargeAndNegativeCounts() {
    assertThat(text(counts.value(new BehaviorCount("", "", Long.MAX_VALUE), WindowState.OPEN, 0)))
        .contains("\"behavior_count\":9223372036854775807,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "say \"hi\" \\ /",
        "\b\f\n\r\t\u0000\u001f\u007f",
        "é책\uD83D\uDCDA\uFFFF\u2028",
        "x\uD83D\uDCDA\"\"\"\"\"\"\"\"",
      })
  void writesTextThatTheDecoderReadsBack(String text) throws UndecodableException {
    byte[] event = events.apply(new UserBehavior(text, text, text, "view", TIME));
    byte[] key = counts.key(new BehaviorCount(text, "view", 1));

    assertThat(decode(event)).isEqualTo(new BehaviorEvent(text, "view"));
    assertThat(decode(key)).isEqualTo(new BehaviorEvent(text, "view"));
  }

  @Test
  void writesEscapesAsShortAsTheyCanBe() {
    assertThat(text(counts.key(new BehaviorCount("\b\f\n\r\t\u0001\"\\/", "é", 1))))
        .isEqualTo("{\"category\":\"\\b\\f\\n\\r\\t\\u0001\\\"\\\\/\",\"behavior\":\"é\"}");
  }

  @Test
  void writesHalfASurrogatePairAsTheStateFormatDoes() {
    assertThat(text(counts.key(new BehaviorCount("a\uD83D", "\uDCDAb", 1))))
        .isEqualTo("{\"category\":\"a?\",\"behavior\":\"?b\"}");
  }

  @Test
  void travelBetweenMachines() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(counts);
      out.writeObject(KafkaAdapter.behaviorFormats().decoder());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(counts);
      assertThat(in.readObject()).isEqualTo(KafkaAdapter.behaviorFormats().decoder());
    }
  }

  private static BehaviorEvent decode(byte[] record) throws UndecodableException {
    return new BehaviorEventReader().read(record, 0, record.length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
