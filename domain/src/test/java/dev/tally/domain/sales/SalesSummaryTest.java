package dev.tally.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tally.domain.aggregation.AggregationLaws;
import dev.tally.domain.time.Window;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SalesSummaryTest {

  private static final SalesSummary BY_CATEGORY = new SalesSummary(SalesGrouping.CATEGORY);

  @TestFactory
  Stream<DynamicTest> keepsTheLawsByCategory() {
    return new AggregationLaws<>(BY_CATEGORY, SalesSummaryTest::anySale).tests();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheLawsByMonth() {
    return new AggregationLaws<>(new SalesSummary(SalesGrouping.MONTH), SalesSummaryTest::anySale)
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheLawsByBoth() {
    return new AggregationLaws<>(
            new SalesSummary(SalesGrouping.CATEGORY_AND_MONTH), SalesSummaryTest::anySale)
        .tests();
  }

  @Test
  void sumsRevenueQuantityAndCountAndAveragesThePrice() {
    SalesRow row = summaryOf(sale("899.99", 3), sale("45.20", 1), sale("0.10", 7));

    assertThat(row.totalRevenue()).isEqualTo(new BigDecimal("2745.87"));
    assertThat(row.averagePrice()).isEqualTo(new BigDecimal("315.096667"));
    assertThat(row.totalQuantity()).isEqualTo(11);
    assertThat(row.transactionCount()).isEqualTo(3);
  }

  @Test
  void averageCountsEachSaleOnceWhateverItsQuantity() {
    assertThat(summaryOf(sale("1.00", 1_000), sale("2.00", 1)).averagePrice())
        .isEqualTo(new BigDecimal("1.500000"));
  }

  @Test
  void averageIsRoundedHalfUpAwayFromZero() {
    assertThat(summaryOf(sale("0.000001", 1), sale("0", 1)).averagePrice())
        .isEqualTo(new BigDecimal("0.000001"));
    assertThat(summaryOf(sale("-0.000001", 1), sale("0", 1)).averagePrice())
        .isEqualTo(new BigDecimal("-0.000001"));
    assertThat(summaryOf(sale("0.000000499", 1)).averagePrice())
        .isEqualTo(new BigDecimal("0.000000"));
  }

  @Test
  void revenueHasTwoDecimalsOrAsManyAsItNeeds() {
    assertThat(summaryOf(sale("5", 4)).totalRevenue().toPlainString()).isEqualTo("20.00");
    assertThat(summaryOf(sale("0.5", 1)).totalRevenue().toPlainString()).isEqualTo("0.50");
    assertThat(summaryOf(sale("0.123456789", 1)).totalRevenue().toPlainString())
        .isEqualTo("0.123456789");
    assertThat(summaryOf(sale("100000000000000000", 10)).totalRevenue().toPlainString())
        .isEqualTo("1000000000000000000.00");
  }

  @Test
  void pricesOfDifferentScalesAddUpExactly() {
    assertThat(summaryOf(sale("0.1", 1), sale("0.02", 1), sale("0.000000003", 1)).totalRevenue())
        .isEqualTo(new BigDecimal("0.120000003"));
  }

  @Test
  void revenueBeyondTheRangeIsAnErrorThatNamesTheGroup() {
    Sale largest = sale("999999999999999999", Integer.MAX_VALUE);
    SalesTotals totals = new SalesTotals();
    for (int count = 0; count < 46; count++) {
      BY_CATEGORY.add(totals, largest);
    }
    assertThat(resultOf("gold", totals).totalRevenue())
        .isEqualTo(new BigDecimal("98784247761999999901215752238.00"));

    BY_CATEGORY.add(totals, largest);
    assertThatThrownBy(() -> resultOf("gold", totals))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "total_revenue of category 'gold' is beyond the range of the result: "
                + "100931731408999999899068268591.000000000");
  }

  @Test
  void sumThatComesBackIntoTheRangeIsNoErrorInAnyOrder() {
    SalesTotals totals = new SalesTotals();
    for (int count = 0; count < 1_000; count++) {
      BY_CATEGORY.add(totals, sale("999999999999999999", Integer.MAX_VALUE));
    }
    for (int count = 0; count < 1_000; count++) {
      BY_CATEGORY.add(totals, sale("-999999999999999999", Integer.MAX_VALUE));
    }
    assertThat(resultOf("gold", totals).totalRevenue()).isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void errorNamesMonthAndCategoryWhereBothAreKeys() {
    SalesSummary summary = new SalesSummary(SalesGrouping.CATEGORY_AND_MONTH);
    SalesTotals totals = new SalesTotals();
    for (int count = 0; count < 60; count++) {
      summary.add(totals, sale("999999999999999999", Integer.MAX_VALUE));
    }
    assertThatThrownBy(() -> summary.resultOf(new SalesKey("gold", 202_402), Window.ALL, totals))
        .hasMessageStartingWith("total_revenue of category 'gold', month 2024-02 is beyond");
  }

  @Test
  void keyHoldsWhatTheGroupingAsksFor() {
    Sale sale = new Sale("books", 1, 0, 1, 2024_12_31);
    assertThat(BY_CATEGORY.keyOf(sale)).isEqualTo(new SalesKey("books", SalesKey.ANY_MONTH));
    assertThat(new SalesSummary(SalesGrouping.MONTH).keyOf(sale))
        .isEqualTo(new SalesKey(SalesKey.ANY_CATEGORY, 202_412));
    assertThat(new SalesSummary(SalesGrouping.CATEGORY_AND_MONTH).keyOf(sale))
        .isEqualTo(new SalesKey("books", 202_412));
  }

  @Test
  void rowsAreOrderedByRevenueThenMonthThenCategory() {
    SalesRow small = row("a", 0, "9.99");
    SalesRow large = row("z", 0, "10.00");
    SalesRow evenEarlier = row("z", 202_401, "5.00");
    SalesRow evenLater = row("a", 202_402, "5.00");
    SalesRow evenLaterToo = row("b", 202_402, "5.00");
    assertThat(
            Stream.of(evenLaterToo, small, evenLater, large, evenEarlier)
                .sorted(SalesRow.LARGEST_REVENUE_FIRST))
        .containsExactly(large, small, evenEarlier, evenLater, evenLaterToo);
  }

  @Test
  void groupingsAreReadAsTheyAreWritten() {
    for (SalesGrouping grouping : SalesGrouping.values()) {
      assertThat(SalesGrouping.of(grouping.text())).isEqualTo(grouping);
    }
    assertThat(SalesGrouping.of("month,category")).isEqualTo(SalesGrouping.CATEGORY_AND_MONTH);
    assertThatThrownBy(() -> SalesGrouping.of("year"))
        .hasMessage("sales are grouped by one of category | month | category,month: 'year'");
  }

  private static SalesRow row(String category, int month, String revenue) {
    return new SalesRow(
        new SalesKey(category, month), new BigDecimal(revenue), BigDecimal.ONE, 1, 1);
  }

  private static SalesRow summaryOf(Sale... sales) {
    SalesTotals totals = new SalesTotals();
    List.of(sales).forEach(sale -> BY_CATEGORY.add(totals, sale));
    return resultOf("any", totals);
  }

  private static SalesRow resultOf(String category, SalesTotals totals) {
    return BY_CATEGORY.resultOf(new SalesKey(category, SalesKey.ANY_MONTH), Window.ALL, totals);
  }

  private static Sale sale(String price, int quantity) {
    BigDecimal value = new BigDecimal(price);
    return new Sale(
        "any", value.unscaledValue().longValueExact(), value.scale(), quantity, 2024_02_21);
  }

  private static Sale anySale(Random random) {
    long price = random.nextLong() % (random.nextBoolean() ? 100_000 : Sale.PRICE_LIMIT);
    return new Sale(
        List.of("books", "Bücher", "책").get(random.nextInt(3)),
        price,
        random.nextInt(Sale.MAX_PRICE_SCALE + 1),
        1 + random.nextInt(9),
        2024_01_01 + 100 * random.nextInt(3) + random.nextInt(28));
  }
}
