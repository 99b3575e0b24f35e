package dev.tally.bootstrap.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain text|plain text",
        "테스트 메시지|테스트 메시지",
        "a\\e[31mb\\e[0mc|abc",
        "a\\e[2J\\e[1;1Hb|ab",
        "a\\e]0;title\\ab|ab",
        "a\\e]8;;http://x\\e\\Slink\\e]8;;\\e\\Sb|alinkb",
        "a\\e(0b|ab",
        "a\\ecb|ab",
        "cut off \\e[31|cut off 31",
        "a\\tb\\r\\nc|a b c",
        "bell\\a and back\\b|bell and back",
        "c1 \\C31m|c1 ",
        "turned \\R text|turned  text",
      })
  void whatATerminalWouldObeyIsTakenOut(String text, String shown) {
    String raw =
        text.replace("\\e", "\033")
            .replace("\\a", "\007")
            .replace("\\b", "\b")
            .replace("\\t", "\t")
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\C", "\u009B")
            .replace("\\R", "\u202E")
            .replace("\\S", "\\");

    assertThat(Printable.line(raw).strip()).isEqualTo(shown.strip());
    assertThat(Printable.line(raw)).doesNotContainPattern("\\p{Cc}");
  }
}
