package dev.tally.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static final long[] EDGES = {
    0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -(1L << 32), (1L << 32) - 1
  };

  @Test
  void agreesWithArbitraryPrecisionOnEveryPairOfEdges() {
    BigInteger expected = BigInteger.ZERO;
    ExactSum sum = new ExactSum();
    for (int round = 0; round < 100; round++) {
      for (long left : EDGES) {
        for (long right : EDGES) {
          sum.addProduct(left, right);
          sum.add(right);
          expected = expected.add(product(left, right)).add(BigInteger.valueOf(right));
          assertThat(sum.value()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void agreesWithArbitraryPrecisionOnRandomTermsAndMerges() {
    Random random = new Random(42);
    BigInteger expected = BigInteger.ZERO;
    ExactSum sum = new ExactSum();
    for (int count = 0; count < 20_000; count++) {
      long left = random.nextLong() >> random.nextInt(64);
      long right = random.nextLong() >> random.nextInt(64);
      ExactSum part = new ExactSum();
      part.addProduct(left, right);
      sum.add(part);
      expected = expected.add(product(left, right));
      assertThat(sum.value()).isEqualTo(expected);
      if (count % 100 == 0) {
        ExactSum itself = new ExactSum();
        itself.add(sum);
        sum.add(itself); // grows beyond 128 bits
        expected = expected.shiftLeft(1);
        if (expected.bitLength() > 180) {
          expected = BigInteger.ZERO;
          sum = new ExactSum();
        }
      }
    }
  }

  private static BigInteger product(long left, long right) {
    return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
  }
}
