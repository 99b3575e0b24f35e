package dev.tally.bootstrap.architecture.samples.domain.sales;

import java.math.BigDecimal;

record FloatingPrice(double price) {

  static long rounded(BigDecimal price) {
    return Math.round(price.doubleValue());
  }
}
