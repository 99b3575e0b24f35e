package dev.tally.bootstrap.architecture.samples.domain;

import java.time.Instant;
import java.util.function.Supplier;

final class AsksTheTime {
  static final Supplier<Instant> NOW = Instant::now;

  private AsksTheTime() {}

  static long millis() {
    return System.currentTimeMillis();
  }
}
