package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextCacheTest {

  private static final int LONGEST_REMEMBERED = 64;

  private final TextCache texts = new TextCache();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 24, LONGEST_REMEMBERED})
  void givesTheSameStringForTheSameBytes(int length) {
    String text = "abcdefgh".repeat(8).substring(0, length);

    assertThat(get(text, 0)).isEqualTo(text).isSameAs(get(text, 3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 24, 63, LONGEST_REMEMBERED, 65, 200})
  void tellsTextsApartThatDifferInOneByte(int length) {
    String text = "x".repeat(length);
    for (int at = 0; at < length; at++) {
      String other = text.substring(0, at) + "y" + text.substring(at + 1);

      assertThat(get(text, 0)).isEqualTo(text);
      assertThat(get(other, 5)).isEqualTo(other);
    }
  }

  @Test
  void tellsTextsApartThatDifferInZerosAtTheirEnd() {
    for (String text : new String[] {"", "\0", "\0\0", "a", "a\0", "a\0\0\0\0\0\0\0", "a\0\0"}) {
      assertThat(get(text, 2)).isEqualTo(text);
    }
  }

  @Test
  void isRightAboutManyMoreTextsThanItRemembers() {
    Random random = new Random(17);
    for (int i = 0; i < 200_000; i++) {
      String text = "é".repeat(random.nextInt(12)) + random.nextInt(3_000);

      assertThat(get(text, random.nextInt(9))).isEqualTo(text);
    }
  }

  // At the very end of the array too: there is no word to be read beyond it.
  private String get(String text, int start) {
    byte[] bytes = ("#".repeat(start) + text).getBytes(UTF_8);
    return texts.get(bytes, start, bytes.length - start);
  }
}
