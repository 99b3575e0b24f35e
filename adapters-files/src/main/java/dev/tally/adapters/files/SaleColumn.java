package dev.tally.adapters.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The columns of a file of sales, in their order; the constants' names are the headers. */
enum SaleColumn {
  PRODUCT_ID,
  CATEGORY,
  PRICE,
  QUANTITY,
  TRANSACTION_DATE;

  static final List<SaleColumn> ORDER = List.of(values());

  /** Returns the column's name. */
  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether the fields are the names of the columns, be it in capitals or with spaces. */
  static boolean isHeader(List<byte[]> fields) {
    List<String> names =
        fields.stream()
            .map(field -> new String(field, StandardCharsets.UTF_8))
            .map(name -> name.strip().replace(' ', '_').toLowerCase(Locale.ROOT))
            .toList();
    return names.equals(ORDER.stream().map(SaleColumn::header).toList());
  }
}
