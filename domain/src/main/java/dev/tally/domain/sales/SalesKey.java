package dev.tally.domain.sales;

import dev.tally.domain.aggregation.StateFormat;
import dev.tally.domain.aggregation.TextFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The group that a sale counts for.
 *
 * @param category the category, or {@link #ANY_CATEGORY} where the grouping has none
 * @param month the month as {@code yyyymm}, or {@link #ANY_MONTH} where the grouping has none
 */
public record SalesKey(String category, int month) {

  /** Stands for all categories. */
  public static final String ANY_CATEGORY = "";

  /** Stands for all months. */
  public static final int ANY_MONTH = 0;

  // Both are asked for each sale, and written out here cost half of what those of records do.

  @Override
  public boolean equals(Object other) {
    return other instanceof SalesKey key && month == key.month && category.equals(key.category);
  }

  @Override
  public int hashCode() {
    return 31 * category.hashCode() + month;
  }

  /** Returns the month as {@code yyyy-mm}. */
  public String monthText() {
    return "%04d-%02d".formatted(month / 100, month % 100);
  }

  /** The category, then the month in four bytes. */
  public record Format() implements StateFormat<SalesKey> {

    @Override
    public void write(SalesKey value, DataOutput out) throws IOException {
      TextFormat.TEXT.write(value.category, out);
      out.writeInt(value.month);
    }

    @Override
    public SalesKey read(DataInput in) throws IOException {
      return new SalesKey(TextFormat.TEXT.read(in), in.readInt());
    }
  }
}
