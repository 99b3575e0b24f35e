package dev.tally.adapters.files;

import dev.tally.domain.sales.Sale;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of the usual shape straight from the buffer they were read into, eight bytes at a
 * time. Usual is what has no quoted field, an ASCII product, and an end in sight. Anything else,
 * and whatever is no sale, it leaves, from the row's start, to {@link RecordScanner} and {@link
 * SaleDecoder}, who have the only say about what is wrong with a row; a row that it takes they
 * would take for the same sale. Used again for each row; not thread-safe.
 */
final class PlainSales {

  private final byte delimiter;
  private final long delimiters;
  private final TextCache categories = new TextCache();
  private final PriceParser price = new PriceParser();
  private int next;

  PlainSales(byte delimiter) {
    this.delimiter = delimiter;
    this.delimiters = ByteWords.repeated(delimiter);
  }

  /**
   * Reads a row.
   *
   * @param start where it starts
   * @param limit where the bytes end that are there
   * @return its sale, or null where it is not usual
   */
  @Nullable Sale read(byte[] bytes, int start, int limit) {
    // Where a field's end is not in sight, those after it have none either, and so has the row.
    int productEnd = endOfPlainText(bytes, start, limit);
    int categoryEnd = endOfField(bytes, productEnd + 1, limit);
    int priceEnd = endOfField(bytes, categoryEnd + 1, limit);
    int quantityEnd = endOfNumber(bytes, priceEnd + 1, limit);
    int dateEnd = quantityEnd + 1 + SaleFields.DATE_LENGTH;
    int lineBreak = lengthOfLineBreak(bytes, dateEnd, limit);
    if (lineBreak == 0 || !price.parse(bytes, categoryEnd + 1, priceEnd)) {
      return null;
    }
    String category = categories.plainTextOf(bytes, productEnd + 1, categoryEnd);
    int quantity = SaleFields.quantity(bytes, priceEnd + 1, quantityEnd);
    int date = SaleFields.day(bytes, quantityEnd + 1, dateEnd);
    if (category == null || quantity == SaleFields.NONE || date == SaleFields.NONE) {
      return null;
    }
    next = dateEnd + lineBreak;
    return new Sale(category, price.value(), price.scale(), quantity, date);
  }

  /** Returns where the row after the last sale starts. */
  int next() {
    return next;
  }

  // Returns where ASCII text without control characters ends, or limit. Quotes are text here, save
  // one at the start.
  private int endOfPlainText(byte[] bytes, int start, int limit) {
    if (start < limit && bytes[start] == RecordScanner.QUOTE) {
      return limit;
    }
    for (int at = start; at <= limit - Long.BYTES; at += Long.BYTES) {
      long word = ByteWords.at(bytes, at);
      long found = ByteWords.find(word, delimiters);
      long before = (found - 1) & ~found; // all bits below the lowest one found
      if ((ByteWords.findControlOrOther(word) & before) != 0) {
        return limit;
      }
      if (found != 0) {
        return at + ByteWords.firstByte(found);
      }
    }
    return limit;
  }

  // Returns where the field ends, or limit.
  private int endOfField(byte[] bytes, int start, int limit) {
    for (int at = start; at <= limit - Long.BYTES; at += Long.BYTES) {
      long found = ByteWords.find(ByteWords.at(bytes, at), delimiters);
      if (found != 0) {
        return at + ByteWords.firstByte(found);
      }
    }
    return limit;
  }

  // The same, for a field of very few characters.
  private int endOfNumber(byte[] bytes, int start, int limit) {
    int at = start;
    while (at < limit && bytes[at] != delimiter) {
      at++;
    }
    return at;
  }

  private static int lengthOfLineBreak(byte[] bytes, int at, int limit) {
    if (at < limit && bytes[at] == RecordScanner.LINE_FEED) {
      return 1;
    }
    boolean both =
        at + 1 < limit
            && bytes[at] == RecordScanner.CARRIAGE_RETURN
            && bytes[at + 1] == RecordScanner.LINE_FEED;
    return both ? 2 : 0;
  }
}
