package dev.tally.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SaleTest {

  @Test
  void refusesWhatCannotBeSummedExactly() {
    assertThatThrownBy(() -> new Sale("books", Sale.PRICE_LIMIT, 0, 1, 2024_01_01))
        .hasMessage("a price has at most 18 digits: 1000000000000000000");
    assertThatThrownBy(() -> new Sale("books", -Sale.PRICE_LIMIT, 0, 1, 2024_01_01))
        .hasMessage("a price has at most 18 digits: -1000000000000000000");
    assertThatThrownBy(() -> new Sale("books", 1, 10, 1, 2024_01_01))
        .hasMessage("a price has 0 to 9 decimals: 10");
    assertThatThrownBy(() -> new Sale("books", 1, 0, 0, 2024_01_01))
        .hasMessage("a quantity is at least 1: 0");
  }

  @Test
  void monthIsThatOfTheDay() {
    assertThat(new Sale("books", 1, 0, 1, 2024_12_31).month()).isEqualTo(202_412);
  }

  @Test
  void periodIncludesBothEnds() {
    SalesPeriod period = new SalesPeriod(day("2024-02-28"), day("2024-03-01"));
    assertThat(period.contains(saleOn("2024-02-27"))).isFalse();
    assertThat(period.contains(saleOn("2024-02-28"))).isTrue();
    assertThat(period.contains(saleOn("2024-02-29"))).isTrue();
    assertThat(period.contains(saleOn("2024-03-01"))).isTrue();
    assertThat(period.contains(saleOn("2024-03-02"))).isFalse();
    assertThat(SalesPeriod.ALWAYS.contains(saleOn("9999-12-31"))).isTrue();
    assertThatThrownBy(() -> new SalesPeriod(2024_03_01, 2024_02_28))
        .hasMessage("a period must not end before it starts: 20240301 to 20240228");
  }

  private static Sale saleOn(String date) {
    return new Sale("books", 1, 0, 1, day(date));
  }

  private static int day(String date) {
    return SalesPeriod.dayOf(LocalDate.parse(date));
  }
}
