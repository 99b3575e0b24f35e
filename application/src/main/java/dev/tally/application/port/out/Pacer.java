package dev.tally.application.port.out;

/** Keeps a generator at its rate by making it wait. */
public interface Pacer {

  /** Begins to measure time: turn 0 of the schedule is now. */
  Schedule begin(double turnsPerSecond);

  /** A row of moments, evenly spaced from the beginning, so that delays do not add up. */
  @FunctionalInterface
  interface Schedule {

    /**
     * Waits until the turn has come; returns at once where it is past.
     *
     * @param turn counted from 0
     * @return false where the wait was cut short: the user asked for an end
     */
    boolean await(long turn);
  }
}
