package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.sales.Sale;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleDecoderTest {

  private final SaleDecoder decoder = new SaleDecoder((byte) ',');

  @Test
  void decodesARow() {
    assertThat(decode("P321,electronics,899.99,3,2024-02-21"))
        .isEqualTo(new Sale("electronics", 899_99, 2, 3, 2024_02_21));
  }

  @Test
  void quotedFieldsMeanTheSameAsPlainOnes() {
    assertThat(decode("\"P321\",\"electronics\",\"899.99\",\"3\",\"2024-02-21\""))
        .isEqualTo(decode("P321,electronics,899.99,3,2024-02-21"));
  }

  @Test
  void quotedCategoryHoldsDelimitersQuotesAndLineBreaks() {
    assertThat(decode("P1,\"a, \"\"b\"\"\r\nc\n\",1,1,2024-01-01"))
        .isEqualTo(new Sale("a, \"b\"\r\nc\n", 1, 0, 1, 2024_01_01));
  }

  @Test
  void quoteInsideAPlainFieldIsText() {
    assertThat(decode("P,5\" pipe,1,1,2024-01-01"))
        .isEqualTo(new Sale("5\" pipe", 1, 0, 1, 2024_01_01));
  }

  @Test
  void textMayBeEmptyAndOfAnyLanguageAndKeepsItsSpaces() {
    assertThat(decode(",,1,1,2024-01-01")).isEqualTo(new Sale("", 1, 0, 1, 2024_01_01));
    assertThat(decode("가,책 Bücher 🎧,1,1,2024-01-01"))
        .isEqualTo(new Sale("책 Bücher 🎧", 1, 0, 1, 2024_01_01));
    assertThat(decode("\"P\",\"책\",1,1,2024-01-01")).isEqualTo(new Sale("책", 1, 0, 1, 2024_01_01));
    assertThat(decode("P, books ,1,1,2024-01-01"))
        .isEqualTo(new Sale(" books ", 1, 0, 1, 2024_01_01));
  }

  @Test
  void sameCategoryIsTheSameTextEvenAfterTheCacheOverflowed() {
    for (int round = 0; round < 3; round++) {
      for (int number = 0; number < 5_000; number++) {
        String category = "category " + number;
        assertThat(decode("P," + category + ",1,1,2024-01-01"))
            .isEqualTo(new Sale(category, 1, 0, 1, 2024_01_01));
      }
    }
    String longest = "x".repeat(500);
    assertThat(decode("P," + longest + ",1,1,2024-01-01"))
        .isEqualTo(new Sale(longest, 1, 0, 1, 2024_01_01));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "12, 12, 0",
    "12.50, 1250, 2",
    "-12.5, -125, 1",
    "+12.5, 125, 1",
    ".5, 5, 1",
    "5., 5, 0",
    "000000000000000000000012.50, 1250, 2",
    "0.000000001, 1, 9",
    "999999999999999999, 999999999999999999, 0",
    "-999999999.999999999, -999999999999999999, 9"
  })
  void pricesAreExactDecimals(String text, long price, int scale) {
    assertThat(decode("P,books," + text + ",1,2024-01-01"))
        .isEqualTo(new Sale("books", price, scale, 1, 2024_01_01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P,books,1,1 | transaction_date | the row has 4 columns, not 5",
        "P | category | the row has 1 columns, not 5",
        "P,books,1,1,2024-01-01, | column 6 | the row has 6 columns, not 5",
        "\"P\",books,1,1,2024-01-01,x,y | column 6 | the row has 7 columns, not 5",
        "P,books,abc,1,2024-01-01 | price | price is not a decimal number: 'abc'",
        "P,books,,1,2024-01-01 | price | price is not a decimal number: ''",
        "P,books,.,1,2024-01-01 | price | price is not a decimal number: '.'",
        "P,books,-,1,2024-01-01 | price | price is not a decimal number: '-'",
        "P,books,1.2.3,1,2024-01-01 | price | price is not a decimal number: '1.2.3'",
        "P,books,1e3,1,2024-01-01 | price | price is not a decimal number: '1e3'",
        "P,books,NaN,1,2024-01-01 | price | price is not a decimal number: 'NaN'",
        "P,books,\"1,5\",1,2024-01-01 | price | price is not a decimal number: '1,5'",
        "P,books,\" 1\",1,2024-01-01 | price | price is not a decimal number: ' 1'",
        "P,books,0.0000000001,1,2024-01-01 | price"
            + " | price has more than 9 decimals: '0.0000000001'",
        "P,books,1000000000000000000,1,2024-01-01 | price"
            + " | price has more than 18 digits: '1000000000000000000'",
        "P,books,1,0,2024-01-01 | quantity | quantity is not positive: '0'",
        "P,books,1,-1,2024-01-01 | quantity | quantity is not positive: '-1'",
        "P,books,1,+1,2024-01-01 | quantity | quantity is not a whole number: '+1'",
        "P,books,1,,2024-01-01 | quantity | quantity is not a whole number: ''",
        "P,books,1,1.0,2024-01-01 | quantity | quantity is not a whole number: '1.0'",
        "P,books,1,2147483648,2024-01-01 | quantity"
            + " | quantity is larger than 2147483647: '2147483648'",
        "P,books,1,99999999999999999999999,2024-01-01 | quantity"
            + " | quantity is larger than 2147483647: '99999999999999999999999'",
        "P,books,1,1,2023-02-29 | transaction_date"
            + " | transaction_date is not a day of the form yyyy-mm-dd: '2023-02-29'",
        "P,books,1,1,2024-13-01 | transaction_date"
            + " | transaction_date is not a day of the form yyyy-mm-dd: '2024-13-01'",
        "P,books,1,1,2024-04-31 | transaction_date"
            + " | transaction_date is not a day of the form yyyy-mm-dd: '2024-04-31'",
        "P,books,1,1,2024-1-1 | transaction_date"
            + " | transaction_date is not a day of the form yyyy-mm-dd: '2024-1-1'",
        "P,books,1,1,2024/01/01 | transaction_date"
            + " | transaction_date is not a day of the form yyyy-mm-dd: '2024/01/01'",
        "P,books,1,1,-024-01-01 | transaction_date"
            + " | transaction_date is not a day of the form yyyy-mm-dd: '-024-01-01'",
        "P,\"books\"x,1,1,2024-01-01 | '' | broken quoting: text behind a closing quote, or a lone carriage return",
        "P,\"books\" ,1,1,2024-01-01 | '' | broken quoting: text behind a closing quote, or a lone carriage return"
      })
  void rejectsWhatIsNoSaleAndSaysWhy(String row, String column, String reason) {
    assertThat(decode(row)).isNull();
    assertThat(decoder.faultColumn()).isEqualTo(column);
    assertThat(decoder.faultReason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-29, 20240229",
    "2000-02-29, 20000229",
    "0001-01-01, 10101",
    "9999-12-31, 99991231"
  })
  void daysAreThoseOfTheCalendar(String text, int day) {
    assertThat(decode("P,books,1,1," + text)).isEqualTo(new Sale("books", 1, 0, 1, day));
    assertThat(decode("P,books,1,1,1900-02-29")).isNull();
  }

  @Test
  void brokenUtf8IsRejectedInEitherTextColumn() {
    for (String quote : new String[] {"", "\""}) {
      assertThat(decodeLatin1(quote + "P\u00FF" + quote + ",books,1,1,2024-01-01")).isNull();
      assertThat(decoder.faultReason()).isEqualTo("product_id is not valid UTF-8");
      assertThat(decodeLatin1("P," + quote + "b\u00FC" + quote + ",1,1,2024-01-01")).isNull();
      assertThat(decoder.faultColumn()).isEqualTo("category");
      assertThat(decoder.faultReason()).isEqualTo("category is not valid UTF-8");
    }
    assertThat(decodeLatin1("P,books,1\u00FF,1,2024-01-01")).isNull();
    assertThat(decoder.faultReason()).isEqualTo("price is not a decimal number: '1\uFFFD'");
  }

  @Test
  void carriageReturnOutsideQuotesIsNoTextAndNoLineBreak() {
    for (String row :
        new String[] {
          "P,bo\roks,1,1,2024-01-01",
          "P\r,books,1,1,2024-01-01",
          "P,books,1\r,1,2024-01-01",
          "\"P\",bo\roks,1,1,2024-01-01",
          "\"P\",books,1,1,2024-01-01\rP,books,1,1,2024-01-01"
        }) {
      assertThat(decode(row)).as(row).isNull();
    }
  }

  @Test
  void reasonsAreOneShortLine() {
    assertThat(decode("P,books,\"1\n\t" + "x".repeat(1_000) + "\",1,2024-01-01")).isNull();
    assertThat(decoder.faultReason())
        .isEqualTo("price is not a decimal number: '1\uFFFD\uFFFD" + "x".repeat(37) + "'");
  }

  @Test
  void delimiterCanBeAnother() {
    SaleDecoder semicolons = new SaleDecoder((byte) ';');
    byte[] row = "P1;books, new;1.5;2;2024-01-01".getBytes(StandardCharsets.UTF_8);
    assertThat(semicolons.decode(row, 0, row.length, false))
        .isEqualTo(new Sale("books, new", 15, 1, 2, 2024_01_01));
  }

  private @Nullable Sale decode(String row) {
    return decode(row.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable Sale decodeLatin1(String row) {
    return decode(row.getBytes(StandardCharsets.ISO_8859_1));
  }

  // In the middle of a buffer whose other bytes would change the outcome.
  private @Nullable Sale decode(byte[] row) {
    byte[] buffer = new byte[row.length + 40];
    Arrays.fill(buffer, (byte) '9');
    System.arraycopy(row, 0, buffer, 20, row.length);
    boolean quoted = ByteWords.count(row, 0, row.length, RecordScanner.QUOTE) > 0;
    return decoder.decode(buffer, 20, 20 + row.length, quoted);
  }
}
