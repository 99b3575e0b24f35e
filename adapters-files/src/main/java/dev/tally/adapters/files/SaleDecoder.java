package dev.tally.adapters.files;

import dev.tally.adapters.files.CsvFields.BrokenQuotingException;
import dev.tally.domain.sales.Sale;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a record's bytes into a sale, without a detour over text: prices and quantities are read
 * digit by digit, categories come out of a cache. Records with quotes are split by a CSV library
 * first. Where a record is no sale, says which column is at fault and why. Not thread-safe.
 */
final class SaleDecoder {

  private static final int SHOWN_CHARACTERS = 40;

  private final byte delimiter;
  private final CsvFields quotedFields;
  private final TextCache categories = new TextCache();
  private final TextCache products = new TextCache();
  private final PriceParser price = new PriceParser();

  private String faultColumn = "";
  private String faultReason = "";

  SaleDecoder(byte delimiter) {
    this.delimiter = delimiter;
    this.quotedFields = new CsvFields(delimiter);
  }

  /**
   * Decodes a record, its line break left out.
   *
   * @param quoted whether there is a quote in it
   * @return the sale, or null where the record is none
   */
  @Nullable Sale decode(byte[] bytes, int start, int end, boolean quoted) {
    return quoted ? decodeQuoted(bytes, start, end) : decodePlain(bytes, start, end);
  }

  /** Tells whether a record holds the names of the columns. */
  boolean isHeader(byte[] bytes, int start, int end) {
    try {
      return SaleColumn.isHeader(quotedFields.split(bytes, start, end));
    } catch (BrokenQuotingException broken) {
      return false;
    }
  }

  /** Returns the column at fault in the last record that was no sale. */
  String faultColumn() {
    return faultColumn;
  }

  /** Returns what was wrong with the last record that was no sale. */
  String faultReason() {
    return faultReason;
  }

  private @Nullable Sale decodePlain(byte[] bytes, int start, int end) {
    int productEnd = fieldEnd(bytes, start, end);
    int categoryEnd = fieldEnd(bytes, productEnd + 1, end);
    int priceEnd = fieldEnd(bytes, categoryEnd + 1, end);
    int quantityEnd = fieldEnd(bytes, priceEnd + 1, end);
    if (quantityEnd >= end || fieldEnd(bytes, quantityEnd + 1, end) < end) {
      return wrongNumberOfColumns(countFields(bytes, start, end));
    }
    if (!isPlainText(bytes, start, productEnd)) {
      String product = products.textOf(bytes, start, productEnd);
      if (product == null || product.indexOf('\r') >= 0) {
        return brokenText(SaleColumn.PRODUCT_ID, product);
      }
    }
    String category = categories.textOf(bytes, productEnd + 1, categoryEnd);
    if (category == null || category.indexOf('\r') >= 0) {
      return brokenText(SaleColumn.CATEGORY, category);
    }
    if (!price.parse(bytes, categoryEnd + 1, priceEnd)) {
      return fault(SaleColumn.PRICE, price.fault(), bytes, categoryEnd + 1, priceEnd);
    }
    return decodeRest(category, bytes, priceEnd + 1, quantityEnd, bytes, quantityEnd + 1, end);
  }

  private @Nullable Sale decodeQuoted(byte[] bytes, int start, int end) {
    List<byte[]> fields;
    try {
      fields = quotedFields.split(bytes, start, end);
    } catch (BrokenQuotingException broken) {
      return fault("", "broken quoting: text behind a closing quote, or a lone carriage return");
    }
    if (fields.size() != SaleColumn.ORDER.size()) {
      return wrongNumberOfColumns(fields.size());
    }
    byte[] product = fields.get(0);
    if (products.textOf(product, 0, product.length) == null) {
      return brokenText(SaleColumn.PRODUCT_ID, null);
    }
    byte[] categoryBytes = fields.get(1);
    String category = categories.textOf(categoryBytes, 0, categoryBytes.length);
    if (category == null) {
      return brokenText(SaleColumn.CATEGORY, null);
    }
    byte[] priceBytes = fields.get(2);
    if (!price.parse(priceBytes, 0, priceBytes.length)) {
      return fault(SaleColumn.PRICE, price.fault(), priceBytes, 0, priceBytes.length);
    }
    byte[] quantity = fields.get(3);
    byte[] date = fields.get(4);
    return decodeRest(category, quantity, 0, quantity.length, date, 0, date.length);
  }

  private @Nullable Sale decodeRest(
      String category,
      byte[] quantityBytes,
      int quantityStart,
      int quantityEnd,
      byte[] dateBytes,
      int dateStart,
      int dateEnd) {
    int quantity = SaleFields.quantity(quantityBytes, quantityStart, quantityEnd);
    if (quantity == SaleFields.NONE) {
      return fault(
          SaleColumn.QUANTITY,
          SaleFields.quantityFault(quantityBytes, quantityStart, quantityEnd),
          quantityBytes,
          quantityStart,
          quantityEnd);
    }
    int day = SaleFields.day(dateBytes, dateStart, dateEnd);
    if (day == SaleFields.NONE) {
      return fault(
          SaleColumn.TRANSACTION_DATE,
          "transaction_date is not a day of the form yyyy-mm-dd",
          dateBytes,
          dateStart,
          dateEnd);
    }
    return new Sale(category, price.value(), price.scale(), quantity, day);
  }

  // Returns where the field from start on ends: at a delimiter, or at the record's end.
  private int fieldEnd(byte[] bytes, int start, int end) {
    int index = start;
    while (index < end && bytes[index] != delimiter) {
      index++;
    }
    return index;
  }

  private int countFields(byte[] bytes, int start, int end) {
    return 1 + ByteWords.count(bytes, start, end, delimiter);
  }

  // Tells whether there are only ASCII characters and no control characters.
  private static boolean isPlainText(byte[] bytes, int start, int end) {
    for (int index = start; index < end; index++) {
      if (bytes[index] < ' ') {
        return false;
      }
    }
    return true;
  }

  private @Nullable Sale wrongNumberOfColumns(int found) {
    String column =
        found < SaleColumn.ORDER.size()
            ? SaleColumn.ORDER.get(found).header()
            : "column " + (SaleColumn.ORDER.size() + 1);
    return fault(
        column, "the row has %d columns, not %d".formatted(found, SaleColumn.ORDER.size()));
  }

  private @Nullable Sale brokenText(SaleColumn column, @Nullable String text) {
    return fault(
        column.header(),
        text == null
            ? column.header() + " is not valid UTF-8"
            : column.header() + " holds a carriage return outside quotes");
  }

  private @Nullable Sale fault(SaleColumn column, String reason, byte[] bytes, int start, int end) {
    int shownEnd = Math.min(end, start + 4 * SHOWN_CHARACTERS);
    String text = new String(bytes, start, shownEnd - start, StandardCharsets.UTF_8);
    String shown = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) : text;
    return fault(column.header(), reason + ": '" + shown.replaceAll("\\p{Cntrl}", "\uFFFD") + "'");
  }

  private @Nullable Sale fault(String column, String reason) {
    faultColumn = column;
    faultReason = reason;
    return null;
  }
}
