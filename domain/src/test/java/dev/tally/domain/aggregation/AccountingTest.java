package dev.tally.domain.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountingTest {

  private static final Accounting SOME = new Accounting(21, 11, 2, 3, 5, 7);

  @Test
  void addsEachNumber() {
    assertThat(SOME.plus(new Accounting(100, 200, 300, 400, 500, 600)))
        .isEqualTo(new Accounting(121, 211, 302, 403, 505, 607));
    assertThat(SOME.plus(Accounting.NONE)).isEqualTo(SOME);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, true",
    "21, 11, 2, 3, 5, true",
    "22, 11, 2, 3, 5, false",
    "21, 12, 2, 3, 5, false",
    "21, 11, 1, 3, 5, false",
    "21, 11, 2, 4, 5, false",
    "21, 11, 2, 3, 4, false",
  })
  void balancesWhereEveryRecordHasOnePlace(
      long read, long counted, long late, long rejected, long ignored, boolean balances) {
    assertThat(new Accounting(read, counted, late, rejected, ignored, 0).balances())
        .isEqualTo(balances);
  }

  @Test
  void printsTheIdentity() {
    assertThat(SOME.line()).isEqualTo("read 21 = counted 11 + late 2 + rejected 3 + ignored 5");
  }
}
