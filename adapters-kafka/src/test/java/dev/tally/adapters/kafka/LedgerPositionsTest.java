package dev.tally.adapters.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a job has read, as bytes. */
final class LedgerPositionsTest {

  private static final LedgerPositions POSITIONS =
      new LedgerPositions("behavior-counts", "user_behaviors", Map.of(0, 3L, 11, Long.MAX_VALUE));

  @Test
  void areReadBack() throws IOException {
    assertThat(LedgerPositions.ofBytes(POSITIONS.toBytes())).isEqualTo(POSITIONS);
  }

  @Test
  void areRefusedWhereTheyAreCutOff() {
    byte[] whole = POSITIONS.toBytes();

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> LedgerPositions.ofBytes(part)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void areRefusedWhereTheVersionIsNotKnown() {
    byte[] newer = POSITIONS.toBytes();
    newer[0] = 2;

    assertThatThrownBy(() -> LedgerPositions.ofBytes(newer))
        .isInstanceOf(IOException.class)
        .hasMessage("format version 2 is not known");
  }
}
