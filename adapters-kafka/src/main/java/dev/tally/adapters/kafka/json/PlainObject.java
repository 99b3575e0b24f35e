package dev.tally.adapters.kafka.json;

/**
 * Goes through JSON objects of the usual shape, field by field, straight in the bytes: flat, of
 * known fields in any order, each once; text without escapes; no white space but one space after a
 * brace, colon or comma. What it takes for such an object is one, to the letter of RFC 8259; every
 * other record is not usual, right or wrong. Allocates nothing. Used by one thread.
 */
final class PlainObject {

  /** No field: the object ended, and the record with it. */
  static final int END = -1;

  /** No field: the record is not of the usual shape. */
  static final int NOT_USUAL = -2;

  private final FieldName[] names;
  private byte[] bytes = {};
  private int end;
  private int next;
  private int seen;
  private int likely;
  private int valueStart;
  private int valueEnd;

  /** Knows these fields, at most 31, the likeliest order first. */
  PlainObject(String... names) {
    this.names = new FieldName[names.length];
    for (int i = 0; i < names.length; i++) {
      this.names[i] = new FieldName(names[i]);
    }
  }

  /** Goes to the start of a record. */
  void start(byte[] record, int offset, int length) {
    bytes = record;
    end = offset + length;
    next = offset;
    seen = 0;
    likely = 0;
  }

  /** Goes to the next field; returns its number among the names, END or NOT_USUAL. */
  int nextField() {
    if (next >= end) {
      return NOT_USUAL;
    }
    byte separator = bytes[next++];
    if (separator == '}' && seen != 0) {
      return next == end ? END : NOT_USUAL;
    }
    if (separator != (seen == 0 ? '{' : ',')) {
      return NOT_USUAL;
    }
    skipSpace();
    int field = fieldAt(next);
    if (field == NOT_USUAL || (seen & (1 << field)) != 0) {
      return NOT_USUAL;
    }
    seen |= 1 << field;
    likely = field + 1;
    next += names[field].length();
    skipSpace();
    return field;
  }

  /** Goes past the field's value; returns whether it is text. */
  boolean readText() {
    if (next >= end || bytes[next] != '"') {
      return false;
    }
    valueStart = next + 1;
    valueEnd = PlainText.endOf(bytes, valueStart, end);
    next = valueEnd + 1;
    return valueEnd != PlainText.NOT_USUAL;
  }

  /** Goes past the field's value; returns whether it is a whole number. */
  boolean readWholeNumber() {
    valueStart = next;
    int digits = next < end && bytes[next] == '-' ? next + 1 : next;
    int i = digits;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    valueEnd = i;
    next = i;
    // What stands behind must be a separator, which nextField sees to.
    return i > digits && (bytes[digits] != '0' || i == digits + 1);
  }

  /** Returns the text read, without a copy where it is a known one. */
  String text(TextCache texts) {
    return texts.get(bytes, valueStart, valueEnd - valueStart);
  }

  /** Returns the epoch milliseconds of the text read, or that it is no timestamp. */
  long timestamp(TimestampText timestamps) {
    return timestamps.epochMillis(bytes, valueStart, valueEnd - valueStart);
  }

  private void skipSpace() {
    if (next < end && bytes[next] == ' ') {
      next++;
    }
  }

  private int fieldAt(int start) {
    if (likely < names.length && isAt(likely, start)) {
      return likely;
    }
    for (int field = 0; field < names.length; field++) {
      if (isAt(field, start)) {
        return field;
      }
    }
    return NOT_USUAL;
  }

  private boolean isAt(int field, int start) {
    return names[field].isAt(bytes, start) && start + names[field].length() <= end;
  }
}
