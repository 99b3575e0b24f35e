package dev.tally.adapters.kafka.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where plain text ends, with the platform's own decoder as the judge of what is UTF-8. */
final class PlainTextTest {

  private static final byte[] EDGES = {
    0,
    0x1F,
    0x20,
    '"',
    '\\',
    'a',
    0x7F,
    (byte) 0x80,
    (byte) 0x8F,
    (byte) 0x90,
    (byte) 0x9F,
    (byte) 0xA0,
    (byte) 0xBF,
    (byte) 0xC0,
    (byte) 0xC1,
    (byte) 0xC2,
    (byte) 0xDF,
    (byte) 0xE0,
    (byte) 0xED,
    (byte) 0xEE,
    (byte) 0xEF,
    (byte) 0xF0,
    (byte) 0xF4,
    (byte) 0xF5,
    (byte) 0xFF,
  };

  private final StrictUtf8 utf8 = new StrictUtf8();

  @Test
  void takesEveryCharacterThatThePlatformTakes() {
    for (int code = ' '; code <= Character.MAX_CODE_POINT; code++) {
      if (code != '"' && code != '\\' && (code < 0xD800 || code > 0xDFFF)) {
        byte[] text = (Character.toString(code) + '"').getBytes(StandardCharsets.UTF_8);
        assertThat(PlainText.endOf(text, 0, text.length)).isEqualTo(text.length - 1);
      }
    }
  }

  @Test
  void agreesWithThePlatformOnBytesAtTheEdges() {
    Random random = new Random(5);
    int taken = 0;
    for (int i = 0; i < 400_000; i++) {
      byte[] text = new byte[1 + random.nextInt(12)];
      for (int at = 0; at < text.length; at++) {
        text[at] = EDGES[random.nextInt(EDGES.length)];
      }
      int end = PlainText.endOf(text, 0, text.length);
      assertThat(end).isEqualTo(expectedEnd(text));
      taken += end > 0 ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(1_000);
  }

  private int expectedEnd(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != '"') {
      if (text[end] == '\\' || (text[end] >= 0 && text[end] < ' ')) {
        return PlainText.NOT_USUAL;
      }
      end++;
    }
    return end < text.length && utf8.isWellFormed(text, 0, end) ? end : PlainText.NOT_USUAL;
  }
}
