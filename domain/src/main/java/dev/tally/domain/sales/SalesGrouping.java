package dev.tally.domain.sales;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a row of the summary stands for. The words are those of the command line. */
public enum SalesGrouping {
  /** One row for each category. */
  CATEGORY("category", true, false),
  /** One row for each month. */
  MONTH("month", false, true),
  /** One row for each category and month. */
  CATEGORY_AND_MONTH("category,month", true, true);

  private final String text;
  private final boolean byCategory;
  private final boolean byMonth;

  SalesGrouping(String text, boolean byCategory, boolean byMonth) {
    this.text = text;
    this.byCategory = byCategory;
    this.byMonth = byMonth;
  }

  /** Returns the grouping that is written so; {@code month,category} is the same as the reverse. */
  public static SalesGrouping of(String text) {
    String wanted = text.equals("month,category") ? CATEGORY_AND_MONTH.text : text;
    return Arrays.stream(values())
        .filter(grouping -> grouping.text.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "sales are grouped by one of "
                        + Arrays.stream(values())
                            .map(SalesGrouping::text)
                            .collect(Collectors.joining(" | "))
                        + ": '"
                        + text
                        + "'"));
  }

  /** Returns how the grouping is written. */
  public String text() {
    return text;
  }

  /** Tells whether the category is part of the key. */
  public boolean byCategory() {
    return byCategory;
  }

  /** Tells whether the month is part of the key. */
  public boolean byMonth() {
    return byMonth;
  }
}
