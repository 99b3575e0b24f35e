package dev.tally.domain.time;

import java.io.Serializable;

/**
 * Tells when an event happened. Stateless, free of any clock.
 *
 * @param <E> the events
 */
@FunctionalInterface
public interface EventTime<E> extends Serializable {

  /** Returns the event's own timestamp in epoch milliseconds. */
  long of(E event);
}
