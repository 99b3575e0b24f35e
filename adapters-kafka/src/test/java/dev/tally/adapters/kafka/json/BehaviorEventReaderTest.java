package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tally.application.port.out.UndecodableException;
import dev.tally.domain.behavior.BehaviorEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a user behavior event, and what is said of what is none. */
final class BehaviorEventReaderTest {

  private static final BehaviorEvent BOOKS_VIEWED = new BehaviorEvent("books", "view");

  private final BehaviorEventDecoder decoder = new BehaviorEventDecoder();

  @Test
  void readsTheOriginalMessage() throws UndecodableException {
    assertThat(
            decode(
                """
                {"user_id":"user_3","item_id":"item_122","category":"books","behavior":"view",\
                "ts":"2025-04-21 14:10:45.123"}"""))
        .isEqualTo(BOOKS_VIEWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"category\":\"books\",\"behavior\":\"view\"}",
        "{\"behavior\":\"view\",\"category\":\"books\"}",
        " { \"category\" : \"books\" ,\n\t\"behavior\":\"view\" }\r\n",
        "{\"category\":\"b\\u006fo\\u006bs\",\"behavi\\u006fr\":\"view\"}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"more\":{\"category\":[1,{\"behavior\":null}]}}",
        "{\"a\":-1.5e300,\"b\":true,\"c\":null,\"d\":[],\"category\":\"books\",\"behavior\":\"view\"}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2024-02-29T23:59:59\"}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2025-04-21 14:10:45.123456789\"}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"0000-01-01 00:00:00\"}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2025-04-21T14:10:45Z\"}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"2025-04-21T14:10:45.1-18:00\"}",
        "\uFEFF{\"category\":\"books\",\"behavior\":\"view\"}",
      })
  void readsWhatOnlyLooksDifferent(String record) throws UndecodableException {
    assertThat(decode(record)).isEqualTo(BOOKS_VIEWED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "책", "\uD83D\uDCDA", "a\tb\u0000", "\"\\/"})
  void keepsAnyText(String category) throws UndecodableException {
    String escaped =
        category
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\t", "\\t")
            .replace("\u0000", "\\u0000");
    assertThat(decode("{\"behavior\":\"view\",\"category\":\"" + escaped + "\"}"))
        .isEqualTo(new BehaviorEvent(category, "view"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "'' > an empty value",
        "'  ' > an empty value",
        "[] > an array, not a JSON object",
        "7 > a number, not a JSON object",
        "null > null, not a JSON object",
        "true > true or false, not a JSON object",
        "\"text\" > text, not a JSON object",
        "{} > field \"category\" is missing",
        "{\"category\":\"books\"} > field \"behavior\" is missing",
        "{\"category\":1,\"behavior\":\"view\"} > field \"category\" is a number, not text",
        "{\"category\":null,\"behavior\":\"view\"} > field \"category\" is null, not text",
        "{\"category\":\"books\",\"behavior\":[]} > field \"behavior\" is an array, not text",
        "{\"user_id\":7} > field \"user_id\" is a number, not text",
        "{\"item_id\":{}} > field \"item_id\" is an object, not text",
        "{\"ts\":1745244645123} > field \"ts\" is a number, not text",
        "{\"category\":\"books\",\"behavior\":\"view\"}{} > something follows the JSON object",
        "{\"a\":\"\\ud83d\"} > half of a surrogate pair is escaped: not Unicode text",
        "{\"a\":\"\\udcda\\ud83d\"} > half of a surrogate pair is escaped: not Unicode text",
        "{\"category\":\"a\",\"category\":\"b\"} > a name occurs twice: 'category'",
        "{\"x\":[{\"y\":1,\"z\":{},\"y\":2}]} > a name occurs twice: 'y'",
      })
  void saysWhyItIsNone(String record, String reason) {
    assertThat(reasonFor(record)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "2025-04-21",
        "2025-04-21 14:10",
        "2025-04-21 14:10:45.",
        "2025-04-21 14:10:45.1234567890",
        "2025-04-21 14:10:45,123",
        "2025-04-21t14:10:45",
        "2025-04-21T14:10:45z",
        "2025-04-21T14:10:45Z ",
        "2025-04-21T14:10:45+9",
        "2025-04-21T14:10:45+09:60",
        "2025-04-21T14:10:45+18:01",
        "2025-04-21T14:10:45.+09:00",
        "2025-04-21 24:00:00",
        "2025-04-21 14:60:00",
        "2025-04-21 14:10:60",
        "2025-02-29 00:00:00",
        "1900-02-29 00:00:00",
        "2025-04-31 00:00:00",
        "2025-13-01 00:00:00",
        "2025-00-01 00:00:00",
        "2025-01-00 00:00:00",
        "２０２５-04-21 14:10:45",
      })
  void refusesATimeThatIsNone(String time) {
    assertThat(
            reasonFor(
                "{\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"%s\"}".formatted(time)))
        .isEqualTo(
            "field \"ts\" is not a time like 2025-04-21 14:10:45.123: \"%s\"".formatted(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"category\":\"books\",\"behavior\":\"view\"",
        "{\"category\":\"books\",\"behavior\":\"view\",}",
        "{\"category\":\"books\" \"behavior\":\"view\"}",
        "{'category':'books','behavior':'view'}",
        "{\"category\":\"bo\noks\",\"behavior\":\"view\"}",
        "{\"a\":{\"\\ud83d\":1}}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"x\":01}",
        "{\"category\":\"books\",\"behavior\":\"view\",\"x\":NaN}",
        "{\"category\":\"books\",\"behavior\":\"view\"}\u0000",
        "\u0000{\u0000}",
        "\u0000\u0000\u0000{",
      })
  void refusesBrokenJson(String record) {
    assertThat(reasonFor(record)).startsWith("broken JSON: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"C0 AF", "C1 81", "E0 80 AF", "ED A0 80", "ED A0 BD ED B3 9A", "F0 80 80 AF"})
  void refusesOverlongFormsAndSurrogatesInUtf8(String hex) {
    assertThat(reasonForBytes(hex)).isEqualTo("broken UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"80", "FF", "C3", "E2 82", "F4 90 80 80", "F5 80 80 80", "C3 28"})
  void refusesOtherBrokenUtf8(String hex) {
    assertThat(reasonForBytes(hex)).isEqualTo("broken UTF-8");
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThat(reasonFor("{\"a\":" + "[".repeat(500_000))).startsWith("broken JSON: ");
  }

  @Test
  void skipsNumbersOfAnyLength() throws UndecodableException {
    String record =
        "{\"category\":\"books\",\"behavior\":\"view\",\"n\":%s}".formatted("9".repeat(100_000));

    assertThat(decode(record)).isEqualTo(BOOKS_VIEWED);
  }

  @Test
  void refusesMoreThanOneMebibyteUnread() {
    byte[] record = new byte[1024 * 1024 + 1];

    assertThat(reasonFor(record)).isEqualTo("1048577 bytes are more than 1048576");
  }

  @Test
  void readsOneMebibyte() throws UndecodableException {
    String frame = "{\"category\":\"books\",\"behavior\":\"\"}";
    String behavior = "v".repeat(1024 * 1024 - frame.length());

    assertThat(decode("{\"category\":\"books\",\"behavior\":\"" + behavior + "\"}").behavior())
        .isEqualTo(behavior);
  }

  @Test
  void saysReasonsInOneHarmlessShortLine() {
    String nasty = "\\u001b[31m\\r\\n\\u202e" + "x".repeat(1_000);

    assertThat(reasonFor("{\"category\":\"books\",\"behavior\":\"view\",\"ts\":\"" + nasty + "\"}"))
        .startsWith(
            "field \"ts\" is not a time like 2025-04-21 14:10:45.123: \"\\u001b[31m\\u000d\\u000a\\u202e")
        .endsWith("…\"")
        .hasSizeLessThan(210);
  }

  @Test
  void readsOutOfTheMiddleOfABuffer() throws UndecodableException {
    byte[] record = bytes("{\"category\":\"books\",\"behavior\":\"view\"}");
    byte[] buffer = new byte[record.length + 20];
    buffer[9] = '{';
    buffer[10 + record.length] = 'x';
    System.arraycopy(record, 0, buffer, 10, record.length);

    assertThat(decoder.decode(buffer, 10, record.length)).isEqualTo(BOOKS_VIEWED);
  }

  private BehaviorEvent decode(String record) throws UndecodableException {
    byte[] bytes = bytes(record);
    return decoder.decode(bytes, 0, bytes.length);
  }

  private String reasonFor(String record) {
    return reasonFor(bytes(record));
  }

  /** Puts the bytes into the text of a field that may hold anything. */
  private String reasonForBytes(String hex) {
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(bytes("{\"category\":\"books\",\"behavior\":\"view\",\"x\":\""));
    record.writeBytes(HexFormat.ofDelimiter(" ").parseHex(hex));
    record.writeBytes(bytes("\"}"));
    return reasonFor(record.toByteArray());
  }

  private String reasonFor(byte[] record) {
    return catchThrowableOfType(
            UndecodableException.class, () -> decoder.decode(record, 0, record.length))
        .reason();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
