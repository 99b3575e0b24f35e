package dev.tally.adapters.files;

import dev.tally.domain.sales.SalesGrouping;
import dev.tally.domain.sales.SalesRow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The columns of a summary: the month and the category where they are keys, then four numbers. */
record SalesColumns(SalesGrouping grouping) implements Serializable {

  private static final List<String> NUMBERS =
      List.of("total_revenue", "avg_price", "total_quantity", "transaction_count");

  /** Returns the names of all columns. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    if (grouping.byMonth()) {
      names.add("month");
    }
    if (grouping.byCategory()) {
      names.add("category");
    }
    names.addAll(NUMBERS);
    return names;
  }

  /** Returns how many columns at the front are text. */
  int textColumns() {
    return names().size() - NUMBERS.size();
  }

  /** Returns a row's cells; numbers are plain decimals without an exponent. */
  List<String> cells(SalesRow row, boolean spreadsheetSafe) {
    List<String> cells = new ArrayList<>();
    if (grouping.byMonth()) {
      cells.add(row.key().monthText());
    }
    if (grouping.byCategory()) {
      String category = row.key().category();
      cells.add(spreadsheetSafe ? SpreadsheetText.safe(category) : category);
    }
    cells.add(row.totalRevenue().toPlainString());
    cells.add(row.averagePrice().toPlainString());
    cells.add(Long.toString(row.totalQuantity()));
    cells.add(Long.toString(row.transactionCount()));
    return cells;
  }
}
