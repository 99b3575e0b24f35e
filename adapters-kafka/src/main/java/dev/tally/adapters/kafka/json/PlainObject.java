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

  private static final int SHORT = 2 * Long.BYTES;

  private final ShortText[] names;
  // What stands before each value where the fields are in the likeliest order: without a space
  // behind the comma, with one, and the one of the two that was seen last.
  private final ShortText[] tightLeads;
  private final ShortText[] spacedLeads;
  private ShortText[] leads;
  private byte[] bytes = {};
  private int end;
  private int next;
  private int seen;
  private int likely;
  private int valueStart;
  private int valueEnd;
  private boolean isShort;
  private long first;
  private long second;

  /** Knows these fields, at most 31, the likeliest order first. */
  PlainObject(String... names) {
    this.names = new ShortText[names.length];
    this.tightLeads = new ShortText[names.length];
    this.spacedLeads = new ShortText[names.length];
    for (int i = 0; i < names.length; i++) {
      String quoted = '"' + names[i] + "\":";
      this.names[i] = new ShortText(quoted);
      this.tightLeads[i] = new ShortText((i == 0 ? "{" : ",") + quoted);
      this.spacedLeads[i] = new ShortText((i == 0 ? "{" : ", ") + quoted);
    }
    this.leads = tightLeads;
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
    int field = likely;
    if (field < leads.length && (seen & (1 << field)) == 0 && isNext(leads[field])) {
      return goTo(field, next + leads[field].length());
    }
    return findField();
  }

  /** Goes past the field's value; returns whether it is text. */
  boolean readText() {
    if (next >= end || bytes[next] != '"') {
      return false;
    }
    valueStart = next + 1;
    int plain = lookAtShort();
    int close = valueStart + plain;
    isShort = plain < SHORT && close < end && bytes[close] == '"';
    if (!isShort) {
      close = PlainText.endOf(bytes, close <= end ? close : valueStart, end);
    }
    valueEnd = close;
    next = close + 1;
    return close != PlainText.NOT_USUAL;
  }

  /** Goes past the field's value, which nobody asks for; returns whether it is text. */
  boolean skipText() {
    if (next >= end || bytes[next] != '"') {
      return false;
    }
    int close = PlainText.endOf(bytes, next + 1, end);
    next = close + 1;
    return close != PlainText.NOT_USUAL;
  }

  /** Goes past the field's value; returns its epoch milliseconds, or that it is no timestamp. */
  long readTimestamp(TimestampText timestamps) {
    int start = next + 1;
    int length = lengthOfUsualTimestamp(start);
    if (length > 0 && bytes[next] == '"') {
      long timestamp = timestamps.epochMillis(bytes, start, length);
      if (timestamp != TimestampText.NONE) {
        next = start + length + 1; // what is a timestamp is plain text
        return timestamp;
      }
    }
    return readText()
        ? timestamps.epochMillis(bytes, valueStart, valueEnd - valueStart)
        : TimestampText.NONE;
  }

  /** Goes past the field's value; returns whether it is a whole number. */
  boolean readWholeNumber() {
    int digits = next < end && bytes[next] == '-' ? next + 1 : next;
    int i = digits;
    while (i < end && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    next = i;
    // What stands behind must be a separator, which nextField sees to.
    return i > digits && (bytes[digits] != '0' || i == digits + 1);
  }

  /** Returns the text read, without a copy where it is a known one. */
  String text(TextCache texts) {
    int length = valueEnd - valueStart;
    return isShort
        ? texts.get(bytes, valueStart, length, first, second)
        : texts.get(bytes, valueStart, length);
  }

  // In any order and with any of the spaces that are usual.
  private int findField() {
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
    boolean isSpaced = skipSpace();
    if (seen != 0) {
      leads = isSpaced ? spacedLeads : tightLeads;
    }
    for (int field = 0; field < names.length; field++) {
      if (isNext(names[field])) {
        return (seen & (1 << field)) == 0 ? goTo(field, next + names[field].length()) : NOT_USUAL;
      }
    }
    return NOT_USUAL;
  }

  private boolean isNext(ShortText text) {
    return text.isAt(bytes, next) && next + text.length() <= end;
  }

  private int goTo(int field, int behindColon) {
    seen |= 1 << field;
    likely = field + 1;
    next = behindColon;
    skipSpace();
    return field;
  }

  private boolean skipSpace() {
    boolean isSpace = next < end && bytes[next] == ' ';
    if (isSpace) {
      next++;
    }
    return isSpace;
  }

  private int lengthOfUsualTimestamp(int start) {
    if (start + TimestampText.TO_SECONDS < end && bytes[start + TimestampText.TO_SECONDS] == '"') {
      return TimestampText.TO_SECONDS;
    }
    return start + TimestampText.TO_MILLIS < end && bytes[start + TimestampText.TO_MILLIS] == '"'
        ? TimestampText.TO_MILLIS
        : 0;
  }

  /**
   * Takes the value's first bytes up to one that plain text cannot hold, and returns how many, at
   * most sixteen; none in the array's last bytes. How long texts are is what a processor guesses
   * worst, so nothing here branches on it.
   */
  private int lookAtShort() {
    if (valueStart + SHORT > bytes.length) {
      return 0;
    }
    long low = ByteWord.at(bytes, valueStart);
    long high = ByteWord.at(bytes, valueStart + Long.BYTES);
    long lowMarks = ByteWord.notPlain(low);
    long highMarks = ByteWord.notPlain(high);
    int plain = ByteWord.countBefore(lowMarks);
    int goesOn = -(plain / Long.BYTES); // all bits where the first word is plain throughout
    first = low & ByteWord.before(lowMarks);
    second = high & ByteWord.before(highMarks) & goesOn;
    return plain + (ByteWord.countBefore(highMarks) & goesOn);
  }
}
