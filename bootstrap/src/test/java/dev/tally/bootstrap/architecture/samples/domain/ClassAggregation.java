package dev.tally.bootstrap.architecture.samples.domain;

import dev.tally.domain.aggregation.Aggregation;

abstract class ClassAggregation implements Aggregation<String, String, InexactSum, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public InexactSum newAccumulator() {
    return new InexactSum();
  }
}
