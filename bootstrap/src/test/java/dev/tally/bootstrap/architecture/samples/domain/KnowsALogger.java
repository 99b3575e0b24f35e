package dev.tally.bootstrap.architecture.samples.domain;

import java.util.logging.Logger;

final class KnowsALogger {
  static final Logger LOGGER = Logger.getGlobal();

  private KnowsALogger() {}
}
