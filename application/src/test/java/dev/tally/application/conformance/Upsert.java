package dev.tally.application.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One row as it lies in an output topic. Texts, so that a failed comparison can be read; they are
 * as exact as the bytes, because bytes that are not UTF-8 are refused.
 *
 * @param value null where the row was deleted
 */
public record Upsert(String key, @Nullable String value) {

  /** Returns the row with these bytes. */
  public static Upsert ofBytes(byte[] key, byte @Nullable [] value) {
    return new Upsert(text(key), value == null ? null : text(value));
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the row is not UTF-8", e);
    }
  }
}
