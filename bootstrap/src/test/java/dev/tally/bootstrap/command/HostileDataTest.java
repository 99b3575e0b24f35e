package dev.tally.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What terminals are told where data holds orders for them. */
class HostileDataTest {

  /** What the live table itself tells the terminal: go up, clear a line, clear what is below. */
  private static final String OURS = "\r|\033\\[[0-9]+A|\033\\[[KJ]";

  private static final String OBEYED =
      "[\\p{Cc}&&[^\n]]|[\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]";

  @TempDir Path directory;

  /** A title, the clipboard, a cleared screen, C1, a bell, a line of its own, text turned round. */
  static List<String> orders() {
    return List.of(
        "\033]0;owned\007",
        "\033]52;c;b3duZWQ=\033\\",
        "\033[2J\033[1;1Hall is well",
        "\u009b31mred\u009d0;owned\u009c",
        "bell\007, back\b\b\b\b and delete\u007f",
        "one\r\nread 1 = counted 0 + late 0 + rejected 0 + ignored 1",
        "a\u202etxt.exe\u202c\u2066\u2069\u2028");
  }

  @ParameterizedTest
  @MethodSource("orders")
  void tablesAndReportsShowNoneOfThem(String order) {
    InMemoryTally tally = InMemoryTally.onTerminal(directory);
    tally.append("user_behaviors", event(order), "{\"category\":7,\"" + escaped(order) + "\":");

    assertThat(tally.execute("run behavior-counts --until end")).isZero();
    String report = tally.terminal.output();
    assertThat(report).contains("read 2 = counted 1 + late 0 + rejected 1 + ignored 0");
    assertHarmless(report);
    assertThat(tally.execute("watch behavior_stats --until end")).isZero();
    String table = tally.terminal.output();
    assertThat(table).contains("view");
    assertHarmless(table);
    assertHarmless(tally.terminal.errors());
  }

  @ParameterizedTest
  @MethodSource("orders")
  void jsonLinesSayThemWithEscapes(String order) {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    tally.append("user_behaviors", event(order));
    tally.execute("run behavior-counts --until end");
    tally.terminal.output();

    assertThat(tally.execute("watch behavior_stats --until end")).isZero();
    String lines = tally.terminal.output();
    assertThat(lines.lines()).hasSize(1);
    assertHarmless(lines);
    assertThat(new com.fasterxml.jackson.databind.ObjectMapper())
        .satisfies(
            json -> assertThat(json.readTree(lines).path("category").asText()).isEqualTo(order));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void errorsShowNoneOfThem(String order) {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    String word = order.replace(' ', '_');
    for (String command :
        List.of("watch ", "topics --bootstrap-servers ", "run behavior-counts --engine ", "")) {
      assertThat(tally.execute(command + word)).isNotZero();
      String errors = tally.terminal.errors();
      assertThat(errors).startsWith("tally: ");
      assertHarmless(errors);
    }
  }

  @Test
  void salesTableShowsNoneOfThem() throws Exception {
    InMemoryTally tally = InMemoryTally.onPipe(directory);
    Path file = directory.resolve("sales.csv");
    Files.writeString(
        file, "P1,\"\033]0;owned\007a\u202eb\",1.00,1,2024-02-21\nP2,\033[2J,x,1,2024-02-21\n");

    assertThat(tally.execute("run sales-summary --input " + file)).isZero();
    assertThat(tally.terminal.output()).contains("ab ").satisfies(HostileDataTest::assertHarmless);
  }

  private static void assertHarmless(String shown) {
    assertThat(shown.replaceAll(OURS, "")).doesNotContainPattern(OBEYED);
  }

  private static String event(String category) {
    return "{\"category\":\"%s\",\"behavior\":\"view\"}".formatted(escaped(category));
  }

  private static String escaped(String text) {
    StringBuilder json = new StringBuilder();
    text.chars()
        .forEach(
            character -> {
              if (character < ' ') {
                json.append("\\u%04x".formatted(character));
              } else if (character == '\\' || character == '"') {
                json.append('\\').append((char) character);
              } else {
                json.append((char) character);
              }
            });
    return json.toString();
  }
}
