package dev.tally.benchmarks.judge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A row of the job behavior-counts, read in one pass and without a tree: whoever measures latency
 * shares the processors with whom is measured.
 *
 * @param name which row it is, as {@link Schedule} calls it
 * @param count how many events are in it
 */
record CountRow(String name, int count) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads a row. */
  static CountRow of(byte[] value) {
    String category = "";
    String behavior = "";
    int count = 0;
    try (JsonParser json = JSON.createParser(value)) {
      json.nextToken(); // the brace of the row
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isStructStart()) {
          json.skipChildren();
        } else if (token.isScalarValue()) {
          switch (json.currentName()) {
            case "category" -> category = json.getText();
            case "behavior" -> behavior = json.getText();
            case "behavior_count" -> count = json.getIntValue();
            default -> {}
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CountRow(Schedule.name(category, behavior), count);
  }
}
