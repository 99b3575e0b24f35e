package dev.tally.bootstrap.architecture.samples.domain;

final class InexactSum {
  double sum;
}
