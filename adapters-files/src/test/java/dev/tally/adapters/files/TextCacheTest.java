package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextCacheTest {

  private final TextCache cache = new TextCache();

  @Test
  void textsThatDifferInOneByteOrLengthAreNotMixedUp() {
    for (int round = 0; round < 2; round++) {
      for (int length = 0; length <= 140; length++) {
        assertThat(textOf("x".repeat(length))).isEqualTo("x".repeat(length));
        assertThat(textOf("x".repeat(length) + "\0")).isEqualTo("x".repeat(length) + "\0");
        for (int at = 0; at < length; at += 3) {
          String other = "x".repeat(at) + "y" + "x".repeat(length - at - 1);
          assertThat(textOf(other)).isEqualTo(other);
        }
      }
    }
  }

  @Test
  void sameBytesAreTheSameText() {
    for (String text :
        new String[] {"", "a", "toys", "books, 책", "electronics", "home and garden"}) {
      assertThat(textOf(text)).isSameAs(textOf(text)).isEqualTo(text);
    }
  }

  @Test
  void firstTextsAreTheSameInAllCaches() {
    byte[] books = "books".getBytes(StandardCharsets.UTF_8);
    assertThat(new TextCache().textOf(books, 0, 5)).isSameAs(textOf("books"));
  }

  @Test
  void plainTextHoldsNoQuoteAndNoControlCharacter() {
    for (String text : new String[] {"", "a b", "책 Bücher 🎧", "x".repeat(500)}) {
      assertThat(plainTextOf(text)).isEqualTo(text);
    }
    for (String text : new String[] {"\"", "a\"b", "a\n", "\ra", "a\tb", "x".repeat(500) + "\0"}) {
      assertThat(plainTextOf(text)).isNull();
      assertThat(textOf(text)).isEqualTo(text);
    }
    byte[] broken = "b\u00FCcher".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(cache.plainTextOf(broken, 0, broken.length)).isNull();
    assertThat(cache.textOf(broken, 0, broken.length)).isNull();
  }

  // Alone in the array and amid other bytes in turn, so that both must lead to the same place.
  private String textOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] buffer = new byte[bytes.length + 40];
    Arrays.fill(buffer, (byte) 'z');
    System.arraycopy(bytes, 0, buffer, 20, bytes.length);
    String alone = cache.textOf(bytes, 0, bytes.length);
    assertThat(cache.textOf(buffer, 20, 20 + bytes.length)).isEqualTo(alone);
    return String.valueOf(alone);
  }

  private @Nullable String plainTextOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return cache.plainTextOf(bytes, 0, bytes.length);
  }
}
