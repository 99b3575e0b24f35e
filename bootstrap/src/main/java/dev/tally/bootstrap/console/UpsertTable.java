package dev.tally.bootstrap.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last value of each key of an output topic, by key. Not thread-safe. */
public final class UpsertTable {

  private record Row(JsonNode key, JsonNode value) {}

  private final SortedMap<String, Row> rows = new TreeMap<>();

  /** Takes one upsert; a null value takes the row away. */
  public void put(byte[] key, byte @Nullable [] value) {
    JsonNode parsed = Json.parse(key);
    String name = parsed.toString();
    if (value == null) {
      rows.remove(name);
    } else {
      rows.put(name, new Row(parsed, Json.parse(value)));
    }
  }

  /** Returns the last value of each key, one JSON object a line, by key. */
  public List<String> jsonLines() {
    return rows.values().stream().map(row -> jsonLine(row.key, row.value)).toList();
  }

  /** Returns one upsert as a line of JSON. */
  public static String jsonLine(byte[] key, byte @Nullable [] value) {
    return jsonLine(Json.parse(key), value == null ? Json.nothing() : Json.parse(value));
  }

  // Output topics repeat the key in the value; where one does not, the line still says both.
  private static String jsonLine(JsonNode key, JsonNode value) {
    if (value.isObject()) {
      return Json.text(value);
    }
    ObjectNode both = Json.object();
    both.set("key", key);
    both.set("value", value);
    return Json.text(both);
  }

  /** Returns the last values, which are JSON objects unless somebody else writes the topic. */
  public Collection<JsonNode> values() {
    return rows.values().stream().map(Row::value).toList();
  }

  /** Returns how many keys there are. */
  public int size() {
    return rows.size();
  }

  /** Returns a table of the keys' fields and then the values' other fields. */
  public List<String> lines() {
    List<Map<String, JsonNode>> cells = rows.values().stream().map(UpsertTable::fields).toList();
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(row -> names.addAll(row.keySet()));
    List<String> header = new ArrayList<>(names);
    TextTable table =
        new TextTable(header, header.stream().map(name -> alignment(name, cells)).toList());
    cells.forEach(row -> table.add(header.stream().map(name -> cell(row.get(name))).toList()));
    return table.lines();
  }

  private static Map<String, JsonNode> fields(Row row) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    addFields(fields, "key", row.key);
    addFields(fields, "value", row.value);
    return fields;
  }

  private static void addFields(Map<String, JsonNode> fields, String name, JsonNode node) {
    if (node.isObject()) {
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    } else {
      fields.put(name, node);
    }
  }

  private static TextTable.Align alignment(String name, List<Map<String, JsonNode>> rows) {
    boolean allNumbers =
        rows.stream().map(row -> row.get(name)).allMatch(cell -> cell == null || cell.isNumber());
    return allNumbers ? TextTable.Align.RIGHT : TextTable.Align.LEFT;
  }

  private static String cell(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return "";
    }
    return node.canConvertToLong() && node.isIntegralNumber()
        ? Numbers.grouped(node.longValue())
        : node.asText(node.toString());
  }
}
