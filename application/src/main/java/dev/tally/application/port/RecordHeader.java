package dev.tally.application.port;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A header of a record. Handed through, never compared. */
@SuppressWarnings("ArrayRecordComponent")
public record RecordHeader(String name, byte @Nullable [] value) {

  /** Returns a header that holds text. */
  static RecordHeader of(String name, String text) {
    return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the value as text; empty where there is none. */
  String text() {
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }
}
