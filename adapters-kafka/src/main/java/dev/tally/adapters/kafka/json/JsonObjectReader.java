package dev.tally.adapters.kafka.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tally.application.port.out.UndecodableException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads chosen fields of one JSON object to the letter of RFC 8259, with Jackson. Refused are, at
 * any depth, duplicate names, text that is not Unicode, and nesting beyond 1,000; anything after
 * the object; and any other kind of value. A byte order mark in front is skipped, as the RFC
 * allows. Used by one thread.
 */
final class JsonObjectReader {

  private static final int DEEPEST = 1_000;
  private static final String DUPLICATE = "Duplicate field ";
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // It would make the verdict on one record depend on the records before it.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(Integer.MAX_VALUE) // numbers are skipped, never converted
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final List<Field> fields;
  private final StrictUtf8 utf8 = new StrictUtf8();

  /** Prepares to read these fields. */
  JsonObjectReader(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * Returns the texts of the fields, in their order, numbers as they are written; null where a
   * field is missing.
   *
   * @throws UndecodableException where the bytes are no such object, or a field is of another kind
   */
  @Nullable String[] read(byte[] bytes, int offset, int length) throws UndecodableException {
    requireText(bytes, offset, length);
    try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
      requireObject(parser.nextToken());
      @Nullable String[] texts = new String[fields.size()];
      while (next(parser) == JsonToken.FIELD_NAME) {
        readField(parser, texts);
      }
      if (parser.nextToken() != null) {
        throw Reason.because("something follows the JSON object");
      }
      return texts;
    } catch (JsonProcessingException e) {
      throw Reason.because(reasonOf(e));
    } catch (IOException e) {
      throw Reason.because("broken JSON: " + e.getMessage());
    }
  }

  private void readField(JsonParser parser, @Nullable String[] texts)
      throws IOException, UndecodableException {
    int index = indexOf(parser.currentName());
    JsonToken token = next(parser);
    if (index < 0) {
      skip(parser, token);
    } else if (token == fields.get(index).kind().token) {
      texts[index] = parser.getText();
    } else {
      Field field = fields.get(index);
      throw Reason.because(
          "field \"%s\" is %s, not %s".formatted(field.name(), kindOf(token), field.kind().words));
    }
  }

  private int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static void skip(JsonParser parser, @Nullable JsonToken first)
      throws IOException, UndecodableException {
    JsonToken token = first;
    int depth = 0;
    while (token != null) {
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (depth == 0) {
        return;
      }
      token = next(parser);
    }
  }

  /** Goes on to the next token, which may be text from escapes such as {@code \ud800}. */
  private static @Nullable JsonToken next(JsonParser parser)
      throws IOException, UndecodableException {
    JsonToken token = parser.nextToken();
    if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)
        && hasUnpairedSurrogate(parser)) {
      throw Reason.because("half of a surrogate pair is escaped: not Unicode text");
    }
    return token;
  }

  private static boolean hasUnpairedSurrogate(JsonParser parser) throws IOException {
    char[] characters = parser.getTextCharacters();
    int end = parser.getTextOffset() + parser.getTextLength();
    for (int i = parser.getTextOffset(); i < end; i++) {
      if (Character.isSurrogate(characters[i])) {
        if (i + 1 == end || !Character.isSurrogatePair(characters[i], characters[i + 1])) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private void requireText(byte[] bytes, int offset, int length) throws UndecodableException {
    if (!utf8.isWellFormed(bytes, offset, length)) {
      throw Reason.because("broken UTF-8");
    }
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == 0) { // Jackson would take it for UTF-16 or UTF-32
        throw Reason.because("broken JSON: a NUL byte");
      }
    }
  }

  private static void requireObject(@Nullable JsonToken token) throws UndecodableException {
    if (token == null) {
      throw Reason.because("an empty value");
    }
    if (token != JsonToken.START_OBJECT) {
      throw Reason.because("%s, not a JSON object".formatted(kindOf(token)));
    }
  }

  private static String kindOf(@Nullable JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "nothing";
    };
  }

  private static String reasonOf(JsonProcessingException failure) {
    String message = failure.getOriginalMessage();
    if (message.startsWith(DUPLICATE)) {
      return "a name occurs twice: " + message.substring(DUPLICATE.length());
    }
    return "broken JSON: " + message.replaceAll("\\s*\\(start marker at \\[Source[^\\]]*]\\)", "");
  }

  /** A field to read. */
  record Field(String name, Kind kind) {}

  /** What a field must be where it is present. */
  enum Kind {
    TEXT(JsonToken.VALUE_STRING, "text"),
    WHOLE_NUMBER(JsonToken.VALUE_NUMBER_INT, "a whole number");

    private final JsonToken token;
    private final String words;

    Kind(JsonToken token, String words) {
      this.token = token;
      this.words = words;
    }
  }
}
