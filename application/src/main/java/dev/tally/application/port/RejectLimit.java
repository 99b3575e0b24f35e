package dev.tally.application.port;

import dev.tally.domain.aggregation.Accounting;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * How many rejected records a run accepts.
 *
 * @param amount a number of records, or of percent of the records read
 */
public record RejectLimit(BigDecimal amount, boolean percent) implements Serializable {

  /** Accepts everything. */
  public static final RejectLimit NONE = new RejectLimit(BigDecimal.valueOf(100), true);

  public RejectLimit {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("a limit of rejected rows is not negative: " + amount);
    }
  }

  /** Returns the limit written as {@code N} or {@code P%}. */
  public static RejectLimit of(String text) {
    boolean percent = text.endsWith("%");
    String amount = percent ? text.substring(0, text.length() - 1) : text;
    if (!amount.matches(percent ? "\\d{1,3}(\\.\\d{1,9})?" : "\\d{1,18}")) {
      throw new IllegalArgumentException(
          "a limit of rejected rows is a number, or percent such as 0.5%: '" + text + "'");
    }
    return new RejectLimit(new BigDecimal(amount), percent);
  }

  /**
   * Ends a run that rejected too much.
   *
   * @throws TallyException with {@link Problem#DATA}
   */
  public void check(Accounting accounting) {
    if (isExceededBy(accounting.rejected(), accounting.read())) {
      throw new TallyException(
          Problem.DATA,
          "%d of %d rows were rejected, more than the limit of %s; the previous result is kept"
              .formatted(accounting.rejected(), accounting.read(), this));
    }
  }

  /** Tells whether so many rejected records, of so many read, are too many. */
  public boolean isExceededBy(long rejected, long read) {
    BigDecimal accepted =
        percent ? amount.multiply(BigDecimal.valueOf(read)).movePointLeft(2) : amount;
    return BigDecimal.valueOf(rejected).compareTo(accepted) > 0;
  }

  /** Returns it as {@link #of} reads it. */
  @Override
  public String toString() {
    return amount.toPlainString() + (percent ? "%" : "");
  }
}
