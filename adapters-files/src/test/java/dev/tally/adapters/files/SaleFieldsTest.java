package dev.tally.adapters.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tally.domain.sales.SalesPeriod;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SaleFieldsTest {

  @Test
  void daysAreThoseOfTheCalendar() {
    for (int year : new int[] {0, 1, 4, 100, 400, 1900, 2000, 2023, 2024, 9999}) {
      for (int month = 0; month <= 99; month++) {
        for (int day = 0; day <= 99; day++) {
          assertThat(dayOf("%04d-%02d-%02d".formatted(year, month, day)))
              .as("%d-%d-%d", year, month, day)
              .isEqualTo(inCalendar(year, month, day));
        }
      }
    }
  }

  @Test
  void onlyDigitsAndDashesMakeADay() {
    for (int at = 0; at < SaleFields.DATE_LENGTH; at++) {
      for (char any = 0; any < 256; any++) {
        StringBuilder text = new StringBuilder("2024-11-11");
        text.setCharAt(at, any);
        assertThat(dayOf(text.toString())).as("%s", text).isEqualTo(inCalendar(text.toString()));
      }
    }
    assertThat(dayOf("2024-1-011")).isEqualTo(SaleFields.NONE);
    assertThat(dayOf("2024-1-11")).isEqualTo(SaleFields.NONE);
    assertThat(dayOf("12024-11-11")).isEqualTo(SaleFields.NONE);
  }

  private static int dayOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return SaleFields.day(bytes, 0, bytes.length);
  }

  private static int inCalendar(String text) {
    try {
      return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")
          ? SalesPeriod.dayOf(LocalDate.parse(text))
          : SaleFields.NONE;
    } catch (DateTimeException none) {
      return SaleFields.NONE;
    }
  }

  private static int inCalendar(int year, int month, int day) {
    try {
      return SalesPeriod.dayOf(LocalDate.of(year, month, day));
    } catch (DateTimeException none) {
      return SaleFields.NONE;
    }
  }
}
