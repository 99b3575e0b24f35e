package dev.tally.adapters.kafka.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tally.domain.behavior.BehaviorEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads user behavior events of the usual shape straight from the bytes: one flat object of the
 * known fields, in any order, each once; ASCII text without escapes; no white space but one space
 * after a colon or comma. It checks everything that {@link BehaviorEventReader} would, allocates
 * nothing but the event, and leaves every other record to that. Used by one thread.
 */
final class PlainEventScanner {

  private static final byte[] USER = name("user_id");
  private static final byte[] ITEM = name("item_id");
  private static final byte[] CATEGORY = name("category");
  private static final byte[] BEHAVIOR = name("behavior");
  private static final byte[] TIME = name("ts");

  private static final int USER_SEEN = 1;
  private static final int ITEM_SEEN = 1 << 1;
  private static final int CATEGORY_SEEN = 1 << 2;
  private static final int BEHAVIOR_SEEN = 1 << 3;
  private static final int TIME_SEEN = 1 << 4;
  private static final int NEEDED = CATEGORY_SEEN | BEHAVIOR_SEEN;

  private static final int NOT_USUAL = -1;

  private final TextCache texts = new TextCache();

  /** Returns the event; null where the record is not of the usual shape, right or wrong. */
  @Nullable BehaviorEvent scan(byte[] bytes, int offset, int length) {
    int end = offset + length;
    if (length == 0 || bytes[offset] != '{') {
      return null;
    }
    int seen = 0;
    String category = "";
    String behavior = "";
    int next = offset + 1;
    while (true) {
      int field = fieldAt(bytes, next, end);
      if (field == NOT_USUAL || (seen & field) != 0) {
        return null;
      }
      seen |= field;
      int start = textAfterName(bytes, next + nameOf(field).length, end);
      int close = start == NOT_USUAL ? NOT_USUAL : endOfPlainText(bytes, start, end);
      if (close == NOT_USUAL || close + 1 == end) {
        return null;
      }
      if (field == CATEGORY_SEEN) {
        category = texts.get(bytes, start, close - start);
      } else if (field == BEHAVIOR_SEEN) {
        behavior = texts.get(bytes, start, close - start);
      } else if (field == TIME_SEEN && !TimestampText.isTimestamp(bytes, start, close - start)) {
        return null;
      }
      byte separator = bytes[close + 1];
      next = close + 2;
      if (separator == '}') {
        break;
      }
      if (separator != ',') {
        return null;
      }
      if (next < end && bytes[next] == ' ') {
        next++;
      }
    }
    return next == end && (seen & NEEDED) == NEEDED ? new BehaviorEvent(category, behavior) : null;
  }

  private static int fieldAt(byte[] bytes, int start, int end) {
    if (end - start < 2) {
      return NOT_USUAL;
    }
    int field =
        switch (bytes[start + 1]) {
          case 'u' -> USER_SEEN;
          case 'i' -> ITEM_SEEN;
          case 'c' -> CATEGORY_SEEN;
          case 'b' -> BEHAVIOR_SEEN;
          case 't' -> TIME_SEEN;
          default -> NOT_USUAL;
        };
    if (field == NOT_USUAL) {
      return NOT_USUAL;
    }
    byte[] name = nameOf(field);
    int behind = start + name.length;
    return behind <= end && Arrays.equals(bytes, start, behind, name, 0, name.length)
        ? field
        : NOT_USUAL;
  }

  private static byte[] nameOf(int field) {
    return switch (field) {
      case USER_SEEN -> USER;
      case ITEM_SEEN -> ITEM;
      case CATEGORY_SEEN -> CATEGORY;
      case BEHAVIOR_SEEN -> BEHAVIOR;
      default -> TIME;
    };
  }

  /** Returns where the text behind a name and its colon starts. */
  private static int textAfterName(byte[] bytes, int start, int end) {
    int quote = start < end && bytes[start] == ' ' ? start + 1 : start;
    return quote < end && bytes[quote] == '"' ? quote + 1 : NOT_USUAL;
  }

  /** Returns where the closing quote is. */
  private static int endOfPlainText(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == '"') {
        return i;
      }
      if (b < ' ' || b == '\\') { // bytes beyond ASCII are negative
        return NOT_USUAL;
      }
    }
    return NOT_USUAL;
  }

  private static byte[] name(String name) {
    return ('"' + name + "\":").getBytes(US_ASCII);
  }
}
