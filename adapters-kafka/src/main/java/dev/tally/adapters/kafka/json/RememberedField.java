package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HashMap;
import java.util.Map;

/**
 * A field of JSON objects whose texts come again and again, name and all: written once, then
 * remembered. What it remembers never grows beyond about 200 KB. Used by one thread.
 */
final class RememberedField {

  private static final int MOST = 1024;
  private static final int LONGEST = 64;
  private static final int QUOTES = 2;

  private final byte[] name;
  private final Map<String, byte[]> written = new HashMap<>();

  /**
   * Makes a field.
   *
   * @param name all that stands before the text, as it is
   */
  RememberedField(String name) {
    this.name = name.getBytes(US_ASCII);
  }

  /** Returns the field with a text, to be read only. */
  byte[] of(String text) {
    byte[] known = written.get(text);
    return known != null ? known : write(text);
  }

  private byte[] write(String text) {
    byte[] bytes =
        new JsonBytes(name.length + text.length() + QUOTES).raw(name).text(text).toBytes();
    if (text.length() <= LONGEST) {
      if (written.size() == MOST) {
        written.clear();
      }
      written.put(text, bytes);
    }
    return bytes;
  }
}
