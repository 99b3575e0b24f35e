package dev.tally.reliability.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON objects as any reader would take them. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException where it is none
   */
  static JsonNode object(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalArgumentException("null is no object");
    }
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (!node.isObject()) {
        throw new IllegalArgumentException("no object but " + node.getNodeType());
      }
      return node;
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
    }
  }

  /** Returns a text that must be there. */
  static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no text in " + field);
    }
    return value.textValue();
  }

  /** Checks a text that may be missing. */
  static void requireTextIfThere(JsonNode object, String field) {
    if (object.has(field)) {
      String unused = text(object, field);
    }
  }

  /** Returns a whole number that must be there. */
  static long number(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("no whole number in " + field);
    }
    return value.longValue();
  }
}
