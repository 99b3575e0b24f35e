package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextFormatTest {

  @ParameterizedTest
  @MethodSource("texts")
  void readsBackWhatItWrote(String text) {
    byte[] bytes = StateBytes.write(TextFormat.TEXT, text);

    assertThat(StateBytes.read(TextFormat.TEXT, bytes)).isEqualTo(text);
  }

  @Test
  void writesTheNumberOfBytesNotOfCharacters() {
    assertThat(StateBytes.write(TextFormat.TEXT, "책")).startsWith(0, 0, 0, 3).hasSize(7);
  }

  // Longer than the 65,535 bytes of writeUTF, and with what it writes in a form of its own.
  static Stream<String> texts() {
    return Stream.of("", "view", "a\0b", "책", "🎧", "x".repeat(65_536), "책".repeat(30_000));
  }
}
