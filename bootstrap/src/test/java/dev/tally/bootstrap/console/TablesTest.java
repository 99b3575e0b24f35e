package dev.tally.bootstrap.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.bootstrap.console.TextTable.Align;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void textStandsLeftAndNumbersStandRight() {
    TextTable table = new TextTable(List.of("topic", "records"), List.of(Align.LEFT, Align.RIGHT));
    table.add(List.of("a", "1"));
    table.add(List.of("a longer one", "1,000,000"));

    assertThat(table.lines())
        .containsExactly(
            "topic           records", //
            "a                     1",
            "a longer one  1,000,000");
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    TextTable table = new TextTable(List.of("text", "n"), List.of(Align.LEFT, Align.RIGHT));
    table.add(List.of("메시지", "1"));
    table.add(List.of("abcdef", "2"));

    assertThat(table.lines()).containsExactly("text    n", "메시지  1", "abcdef  2");
  }

  @Test
  void controlSequencesFromDataAreNotPassedOn() {
    TextTable table = new TextTable(List.of("text"), List.of(Align.LEFT));
    table.add(List.of("a\033[31mred\033[0m\007"));

    assertThat(table.lines()).containsExactly("text", "ared");
  }

  @Test
  void rowOfAnotherLengthIsRefused() {
    TextTable table = new TextTable(List.of("a"), List.of(Align.LEFT));

    assertThatThrownBy(() -> table.add(List.of("1", "2")))
        .hasMessage("a row needs 1 cells, not 2: [1, 2]");
  }

  @Test
  void crossTableHasTotalsBothWaysAndBlanksWhereNothingWasCounted() {
    CrossTable table = new CrossTable("category");
    table.put("sports", "view", 7);
    table.put("books", "view", 1_000);
    table.put("books", "click", 20);
    table.put("sports", "view", 8);

    assertThat(table.lines())
        .containsExactly(
            "category  click   view  total",
            "books        20  1,000  1,020",
            "sports               8      8",
            "total        20  1,008  1,028");
    assertThat(table.total()).isEqualTo(1_028);
  }

  @Test
  void upsertTableShowsKeyFieldsThenOtherValueFields() {
    UpsertTable table = new UpsertTable();
    put(table, "{\"start\":\"10:01\"}", "{\"start\":\"10:01\",\"count\":12000,\"state\":\"OPEN\"}");
    put(table, "{\"start\":\"10:00\"}", "{\"start\":\"10:00\",\"count\":7,\"state\":\"FINAL\"}");
    put(table, "{\"start\":\"10:01\"}", "{\"start\":\"10:01\",\"count\":12001,\"state\":\"OPEN\"}");

    assertThat(table.lines())
        .containsExactly(
            "start   count  state", //
            "10:00       7  FINAL",
            "10:01  12,001  OPEN");
  }

  @Test
  void lastValueOfEachKeyIsOneJsonObjectALineByKey() {
    UpsertTable table = new UpsertTable();
    put(table, "{\"k\":\"b\"}", "{\"k\":\"b\",\"n\":1}");
    put(table, "{\"k\":\"a\"}", "{\"k\":\"a\",\"n\":1.50}");
    put(table, "{\"k\":\"b\"}", "{\"k\":\"b\",\"n\":2}");
    put(table, "{\"k\":\"c\"}", "{\"k\":\"c\",\"n\":3}");
    table.put(bytes("{\"k\":\"c\"}"), null);

    assertThat(table.jsonLines())
        .containsExactly("{\"k\":\"a\",\"n\":1.50}", "{\"k\":\"b\",\"n\":2}");
  }

  @Test
  void valueThatIsNoJsonObjectIsStillOne() {
    assertThat(UpsertTable.jsonLine(bytes("key"), bytes("plain\033[2J text")))
        .isEqualTo("{\"key\":\"key\",\"value\":\"plain\\u001B[2J text\"}");
    assertThat(UpsertTable.jsonLine(bytes("{\"k\":1}"), null))
        .isEqualTo("{\"key\":{\"k\":1},\"value\":null}");
    assertThat(UpsertTable.jsonLine(bytes("\u009b31m"), bytes("{}"))).isEqualTo("{}");
    assertThat(UpsertTable.jsonLine(bytes("k"), bytes("{\"a\":\"\u009b31m\"}")))
        .isEqualTo("{\"a\":\"\\u009b31m\"}");
  }

  private static void put(UpsertTable table, String key, String value) {
    table.put(bytes(key), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
