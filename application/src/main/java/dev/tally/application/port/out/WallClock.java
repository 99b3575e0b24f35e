package dev.tally.application.port.out;

import java.io.Serializable;

/** The time of day. The one way to ask for it, so that tests can fix it. */
@FunctionalInterface
public interface WallClock extends Serializable {

  /** Returns the time of day in epoch milliseconds. */
  long now();
}
