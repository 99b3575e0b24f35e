package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PriceParserTest {

  private final PriceParser parser = new PriceParser();

  @Test
  void everyShortTextIsAPriceOrNoneWhetherReadAtOnceOrByCharacters() {
    Random random = new Random(42);
    String alphabet = "0123456789012345678901234567890123456789........-+/:\u00B0\u0000";
    int prices = 0;
    for (int round = 0; round < 300_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(11); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      byte[] alone = text.toString().getBytes(StandardCharsets.ISO_8859_1);
      byte[] amongOthers = new byte[alone.length + 20];
      Arrays.fill(amongOthers, (byte) (round % 2 == 0 ? '1' : '.'));
      System.arraycopy(alone, 0, amongOthers, 10, alone.length);

      boolean isPrice = text.toString().matches("[-+]?(\\d+\\.?\\d{0,9}|\\.\\d{1,9})");
      assertThat(parser.parse(alone, 0, alone.length)).as("'%s'", text).isEqualTo(isPrice);
      assertThat(isPrice ? price() : null).isEqualTo(isPrice ? valueOf(text) : null);
      assertThat(parser.parse(amongOthers, 10, 10 + alone.length)).isEqualTo(isPrice);
      assertThat(isPrice ? price() : null).isEqualTo(isPrice ? valueOf(text) : null);
      prices += isPrice ? 1 : 0;
    }
    assertThat(prices).isBetween(50_000, 250_000);
  }

  private BigDecimal price() {
    return BigDecimal.valueOf(parser.value(), parser.scale());
  }

  private static BigDecimal valueOf(CharSequence text) {
    return new BigDecimal(text.toString());
  }
}
