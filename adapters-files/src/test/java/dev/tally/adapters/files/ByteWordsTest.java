package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteWordsTest {

  @Test
  void agreesWithPlainLoopsOnBytesThatProvokeBorrows() {
    Random random = new Random(42);
    byte[] alphabet = {'\n', '\n' + 1, '\n' - 1, '"', '"' + 1, 0, 1, -1, (byte) 0x80, (byte) 0x8A};
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int index = 0; index < bytes.length; index++) {
        bytes[index] = alphabet[random.nextInt(alphabet.length)];
      }
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      for (byte wanted : alphabet) {
        assertThat(ByteWords.indexOf(bytes, from, to, wanted))
            .isEqualTo(firstOf(bytes, from, to, wanted, wanted));
        assertThat(ByteWords.indexOfEither(bytes, from, to, wanted, (byte) '"'))
            .isEqualTo(firstOf(bytes, from, to, wanted, (byte) '"'));
        assertThat(ByteWords.count(bytes, from, to, wanted))
            .isEqualTo(countOf(bytes, from, to, wanted));
        boolean unwanted = countOf(bytes, from, to, (byte) '"') > 0;
        assertThat(ByteWords.countWithout(bytes, from, to, wanted, (byte) '"'))
            .isEqualTo(unwanted ? -1 : countOf(bytes, from, to, wanted));
      }
    }
  }

  @Test
  void findsTheFirstByteThatIsAControlCharacterOrNotAscii() {
    for (int value = 0; value < 256; value++) {
      boolean isFound = value < ' ' || value > 127;
      for (int at = 0; at < Long.BYTES; at++) {
        byte[] bytes = "AB Z~\u007F09".getBytes(StandardCharsets.US_ASCII);
        bytes[at] = (byte) value;
        long found = ByteWords.findControlOrOther(ByteWords.at(bytes, 0));
        assertThat(found != 0 ? ByteWords.firstByte(found) : -1).isEqualTo(isFound ? at : -1);
      }
    }
  }

  private static int firstOf(byte[] bytes, int from, int to, byte one, byte other) {
    for (int index = from; index < to; index++) {
      if (bytes[index] == one || bytes[index] == other) {
        return index;
      }
    }
    return to;
  }

  private static int countOf(byte[] bytes, int from, int to, byte wanted) {
    int count = 0;
    for (int index = from; index < to; index++) {
      count += bytes[index] == wanted ? 1 : 0;
    }
    return count;
  }
}
