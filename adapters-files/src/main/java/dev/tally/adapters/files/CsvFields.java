package dev.tally.adapters.files;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Splits a record that holds quotes into its fields, by RFC 4180; a quote inside a field that does
 * not begin with one is text. The record is read as Latin-1, so that every byte of a field
 * survives, whatever its encoding.
 */
final class CsvFields {

  private final CsvReader.CsvReaderBuilder reader;

  CsvFields(byte delimiter) {
    this.reader = CsvReader.builder().fieldSeparator((char) delimiter).skipEmptyLines(false);
  }

  /**
   * Returns the bytes of each field.
   *
   * @throws BrokenQuotingException where text follows a closing quote, or a carriage return is
   *     outside quotes
   */
  List<byte[]> split(byte[] bytes, int start, int end) throws BrokenQuotingException {
    String record = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    try {
      Iterator<List<byte[]>> records = reader.build(new FieldCollector(), record).iterator();
      List<byte[]> fields = records.next();
      if (records.hasNext()) {
        throw new BrokenQuotingException(); // a carriage return outside quotes
      }
      return fields;
    } catch (CsvParseException broken) {
      throw new BrokenQuotingException();
    }
  }

  /** The record is not RFC 4180. */
  static final class BrokenQuotingException extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenQuotingException() {
      super("text behind a closing quote, or a lone carriage return", null, false, false);
    }
  }

  private static final class FieldCollector extends CsvCallbackHandler<List<byte[]>> {

    private List<byte[]> fields = new ArrayList<>();

    @Override
    protected void beginRecord(long startingLineNumber) {
      fields = new ArrayList<>();
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
      fields.add(new String(buffer, offset, length).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    protected List<byte[]> buildRecord() {
      return fields;
    }

    @Override
    protected RecordType getRecordType() {
      return RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
      return fields.size();
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
      throw new IllegalStateException("comments are not read");
    }

    @Override
    protected void setEmpty() {
      fields.add(new byte[0]);
    }
  }
}
