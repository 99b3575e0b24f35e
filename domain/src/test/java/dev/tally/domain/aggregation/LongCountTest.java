package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LongCountTest {

  @Test
  void countsOneByOneAndInBulk() {
    LongCount count = countOf(40);
    count.increment();
    count.add(countOf(1));

    assertThat(count.count()).isEqualTo(42);
  }

  @Test
  void overflowIsAnErrorAndChangesNothing() {
    LongCount full = countOf(Long.MAX_VALUE);

    assertThatThrownBy(full::increment).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> full.add(countOf(1))).isInstanceOf(ArithmeticException.class);
    assertThat(full.count()).isEqualTo(Long.MAX_VALUE);
  }

  private static LongCount countOf(long count) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    return StateBytes.read(new LongCount.Format(), bytes);
  }
}
