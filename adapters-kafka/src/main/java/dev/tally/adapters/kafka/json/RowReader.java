package dev.tally.adapters.kafka.json;

import dev.tally.application.port.out.UndecodableException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads back the fields of a result row that an encoder wrote, all of which must be there. */
final class RowReader {

  private final List<JsonObjectReader.Field> fields;

  RowReader(List<JsonObjectReader.Field> fields) {
    this.fields = List.copyOf(fields);
  }

  static JsonObjectReader.Field text(String name) {
    return new JsonObjectReader.Field(name, JsonObjectReader.Kind.TEXT);
  }

  static JsonObjectReader.Field number(String name) {
    return new JsonObjectReader.Field(name, JsonObjectReader.Kind.WHOLE_NUMBER);
  }

  /** Returns the fields' texts, in their order. */
  String[] read(byte[] value) throws UndecodableException {
    @Nullable String[] found = new JsonObjectReader(fields).read(value, 0, value.length);
    String[] texts = new String[found.length];
    for (int i = 0; i < found.length; i++) {
      String text = found[i];
      if (text == null) {
        throw Reason.because("field \"%s\" is missing".formatted(fields.get(i).name()));
      }
      texts[i] = text;
    }
    return texts;
  }

  /** Returns a count. */
  static long count(String text) throws UndecodableException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Reason.because("'%s' is beyond the range of counts".formatted(text));
    }
  }
}
